// Talking to the API: JSON in, JSON out, problems as errors, every command with its key.

/** What the server refused, or that it could not be reached (`code` "unreachable", status 0). */
export class Problem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? problem.code);
    Object.assign(this, problem);
  }
}

/** 32 hexadecimal characters. `crypto.randomUUID` would be there over HTTPS only. */
export const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export function makeApi({ language = () => "kk", csrf = () => null, token = () => null, timeout = 8000 } = {}) {
  async function call(method, path, body, key) {
    const headers = { "Accept-Language": language() };
    if (token()) headers.Authorization = `Bearer ${token()}`;
    if (method !== "GET") {
      headers["Content-Type"] = "application/json";
      headers["Idempotency-Key"] = key ?? freshKey();
      if (csrf()) headers["X-CSRF-Token"] = csrf();
    }
    let response, data;
    try {
      response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(timeout) });
      const text = await response.text();
      data = text ? JSON.parse(text) : null;
    } catch {
      // No answer, half an answer, or that of a proxy which found no server behind it.
      throw new Problem({ code: "unreachable", status: 0 });
    }
    if (!response.ok) throw new Problem({ status: response.status, ...data });
    return data;
  }
  return {
    get: (path) => call("GET", path),
    post: (path, body = {}, key) => call("POST", path, body, key),
    put: (path, body = {}, key) => call("PUT", path, body, key),
    remove: (path, key) => call("DELETE", path, {}, key),
  };
}
