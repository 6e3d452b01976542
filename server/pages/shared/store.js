// What the page knows, in one place. `change` merges a patch in and draws; nobody else draws.

export function makeStore(initial, draw) {
  let state = initial;
  return {
    get: () => state,
    change(patch) {
      state = { ...state, ...(typeof patch === "function" ? patch(state) : patch) };
      draw(state);
    },
  };
}
