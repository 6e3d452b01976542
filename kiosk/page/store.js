// The one place where the page's state lives: it is replaced, never changed, and everybody is told.

export function makeStore(state) {
  const followers = [];
  return {
    get: () => state,
    set(next) {
      state = next;
      followers.forEach((follow) => follow(state));
    },
    follow: (follower) => followers.push(follower),
  };
}
