/** The one way to the services: tokens, problem documents, versions, and repeats that do no harm. */

/** What a service, or the way to it, says instead of an answer. */
export class ApiError extends Error {
  /** @param {number} status 0 when nothing answered */
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.title ?? "");
    this.status = status;
    this.code = problem.code ?? (status === 0 ? "no_connection" : "");
    this.field = problem.field;
    this.correlation = problem.correlation;
    this.problem = problem;
  }
}

let token = null;
let renew = async () => false;

/** Says with which token to call, and how to get another when it is refused. */
export function authorise(accessToken, onRefused) {
  token = accessToken;
  if (onRefused) renew = onRefused;
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const mayRepeat = (error) => error.status === 0 || error.status === 503;

/** Calls under way that somebody waits for. */
let urgent = 0;

/** Browsers have few lines to one place: what nobody waits for lets the rest go first, though not for long. */
async function turn() {
  const end = Date.now() + 1500;
  await pause(20);
  while (urgent > 0 && Date.now() < end) await pause(40);
}

/**
 * Calls a service.
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {{query?: object, body?: unknown, version?: number, key?: string, signal?: AbortSignal, renews?: boolean, priority?: "low", outlives?: boolean}} [options]
 *   `outlives`: sent even while the page is being closed; `priority`: low for what nobody waits for; `renews`: false where a refused token must not lead to another; `version` becomes If-Match, `key` Idempotency-Key: with it, a repeat does no harm.
 * @returns {Promise<any>} throws ApiError
 */
export async function call(method, path, options = {}) {
  if (options.priority === "low") await turn();
  else urgent += 1;
  try {
    return await repeated(method, path, options);
  } finally {
    if (options.priority !== "low") urgent -= 1;
  }
}

async function repeated(method, path, options) {
  const safe = method === "GET" || options.key !== undefined;
  if (token === null && options.renews !== false) await renew();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(method, path, options);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401 && attempt === 0 && options.renews !== false && (await renew())) continue;
      if (!safe || attempt >= 2 || !mayRepeat(error)) throw error;
      await pause(300 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

/** Sends a text as it is. @returns {Promise<any>} throws ApiError */
export const sendText = (path, query, text, type) => call("POST", path, { query, text, type });

async function once(method, path, { query, body, version, key, signal, text, type, priority, outlives }) {
  const headers = { Accept: "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined || type) headers["Content-Type"] = type ?? "application/json";
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  if (key !== undefined) headers["Idempotency-Key"] = key;
  let answer;
  try {
    answer = await fetch(address(path, query), { method, headers, signal, priority, keepalive: outlives, body: text ?? (body && JSON.stringify(body)) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0);
  }
  const content = await contentOf(answer);
  if (!answer.ok) throw new ApiError(answer.status, content ?? {});
  return content;
}

async function contentOf(answer) {
  const type = answer.headers.get("Content-Type") ?? "";
  if (answer.status === 204 || !type.includes("json")) return null;
  return answer.json().catch(() => null);
}

function address(path, query = {}) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const given = Array.isArray(value) ? value.join(",") : value;
    if (given !== undefined && given !== null && given !== "") words.set(name, given);
  }
  const text = words.toString();
  return `/api/v1/${path}${text ? `?${text}` : ""}`;
}

/**
 * Sends a file as it is. @param {(share: number) => void} [progress] hears how much has gone, from 0 to 1
 * @returns {Promise<any>} throws ApiError
 */
export async function upload(path, query, file, progress = () => {}) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await sent(address(path, query), file, progress);
    } catch (error) {
      if (error.status !== 401 || attempt > 0 || !(await renew())) throw error;
    }
  }
}

/** By the older way, which alone tells how far an upload has come. */
const sent = (to, file, progress) => new Promise((done, fail) => {
  const request = new XMLHttpRequest();
  request.open("POST", to);
  request.responseType = "json";
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("Accept", "application/json");
  if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
  request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
  request.onerror = () => fail(new ApiError(0));
  request.onload = () => (request.status < 300 ? done(request.response) : fail(new ApiError(request.status, request.response ?? {})));
  request.send(file);
});

/** The bytes of a file. @returns {Promise<Blob>} throws ApiError */
export async function download(path) {
  const answer = await fetch(address(path), { headers: token ? { Authorization: `Bearer ${token}` } : {} }).catch(() => { throw new ApiError(0); });
  if (!answer.ok) throw new ApiError(answer.status, (await contentOf(answer)) ?? {});
  return answer.blob();
}

/** A fresh key for one act of a person; the same act repeated uses it again. */
export const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

export const get = (path, query, signal, priority) => call("GET", path, { query, signal, priority });
export const post = (path, body, options) => call("POST", path, { body, ...options });
export const patch = (path, body, options) => call("PATCH", path, { body, ...options });
