/**
 * One request to the chat; resolves with the answer's JSON. What is no answer throws and may be asked again:
 * `Busy` (5xx), `Slow` (429), `Interrupted` (cut short by the page), or whatever the lost network threw.
 */
export async function ask(method, url, { ms, body, abort = new AbortController() }) {
  let late = false
  const timer = setTimeout(() => {
    late = true
    abort.abort()
  }, ms)
  try {
    const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
    const how = { credentials: 'same-origin', cache: 'no-store', signal: abort.signal }
    const response = await fetch(url, { method, headers, body, ...how })
    if (response.status === 429) throw named('Slow')
    if (response.status >= 500) throw named('Busy')
    return await response.json()
  } catch (error) {
    throw abort.signal.aborted && !late ? named('Interrupted') : error
  } finally {
    clearTimeout(timer)
  }
}

/** The items of the queue as the chat reads them; `after` is the last line the page knows. */
export function bodyOf({ once, text, button, start, files, uploads }, after) {
  if (uploads) return JSON.stringify({ once, text, uploads: uploads.map(idOf), after })
  if (!files) return JSON.stringify({ once, text, button, start, after })
  const data = new FormData()
  data.append('once', once)
  data.append('after', after)
  if (text) data.append('text', text)
  for (const file of files) data.append('files', file, file.name)
  return data
}

/** `query` is how the page was entered: its area and language. */
export function messagesUrl(query, more) {
  const pairs = Object.keys(more).map((key) => `${key}=${encodeURIComponent(more[key])}`)
  return `/chat/messages?${query.slice(1).split('&').concat(pairs).filter(Boolean).join('&')}`
}

const idOf = ({ url }) => url.slice(url.lastIndexOf('/') + 1)

export function named(name) {
  const error = new Error(name)
  error.name = name
  return error
}
