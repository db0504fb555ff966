/** Bodies are JSON nearly always and then set in lines; anything else is shown as it is. @param {string} body */
export function readable(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
