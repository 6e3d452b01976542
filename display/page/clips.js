// The clips of a call, fetched with the board's token and made ready to be played.

const PATIENCE = 3000; // milliseconds; longer, and the call behind it would wait for a voice that does not come

/** `load(urls)`: the clips in their order, null for each that could not be had. One that comes twice is fetched once. */
export function makeClips(context, token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};

  async function one(url) {
    try {
      const reply = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE) });
      if (!reply.ok) throw new Error(`status ${reply.status}`);
      return await context.decodeAudioData(await reply.arrayBuffer());
    } catch (error) {
      console.warn(`the clip ${url} was not had: ${error.message}`);
      return null;
    }
  }

  return {
    load(urls) {
      const loading = new Map(urls.map((url) => [url, null]));
      for (const url of loading.keys()) loading.set(url, one(url));
      return Promise.all(urls.map((url) => loading.get(url)));
    },
  };
}
