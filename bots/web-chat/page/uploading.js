/** Files in pieces: after a break only what is missing is sent again. */
import { named } from './asking.js'

const piece = 512 * 1024
/** What is smaller goes with its message, as without a script. */
const small = 1024 * 1024
const patience = 120_000

/** Whether the files of an item are sent ahead of it. */
export const goesInPieces = (item) =>
  Boolean(item.files) && item.files.reduce((sum, file) => sum + file.size, 0) > small

/**
 * Resolves when all files of the item have arrived, or with what has to be done first; throws like any request when the
 * line breaks, and goes on next time.
 */
export async function sendAhead(item, tell) {
  item.uploads = item.uploads || []
  const whole = item.files.reduce((sum, file) => sum + file.size, 0)
  let before = 0
  for (const [index, file] of item.files.entries()) {
    const upload = (item.uploads[index] = item.uploads[index] || (await begun(file, item.way)))
    if (upload.crowded) {
      item.uploads.length = index
      return upload.crowded
    }
    if (upload.refused) return undefined
    if (upload.whole) {
      delete item.uploads
      return undefined
    }
    await sent({ upload, file, way: item.way }, (at) => tell((before + at) / whole))
    before += file.size
  }
  return undefined
}

async function begun(file, way = {}) {
  const url = `/chat/uploads?${new URLSearchParams(way)}`
  const response = await request(url, 'POST', {
    'Upload-Length': String(file.size),
    'Upload-Metadata': `filename ${base64(file.name)},filetype ${base64(file.type)}`,
  })
  if (response.status === 413) return { refused: 'tooLarge' }
  // A house that takes files only with their message.
  if (response.status === 404) return { whole: true }
  if (response.status === 428) return { crowded: await response.json() }
  if (!response.ok) throw named('Busy')
  return { url: response.headers.get('Location') }
}

async function sent({ upload, file, way }, tell) {
  if (upload.done) return
  const come = await request(upload.url, 'HEAD')
  if (come.status === 404) {
    // Left lying too long: it is begun anew.
    Object.assign(upload, await begun(file, way))
    throw named('Busy')
  }
  let at = Number(come.headers.get('Upload-Offset'))
  while (at < file.size) {
    const response = await request(
      upload.url,
      'PATCH',
      { 'Upload-Offset': String(at), 'Content-Type': 'application/offset+octet-stream' },
      file.slice(at, at + piece),
    )
    if (!response.ok) throw named('Busy')
    at = Number(response.headers.get('Upload-Offset'))
    tell(at)
  }
  upload.done = true
}

async function request(url, method, headers = {}, body) {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), patience)
  try {
    const how = { credentials: 'same-origin', cache: 'no-store', signal: late.signal }
    const all = { 'Tus-Resumable': '1.0.0', ...headers }
    const response = await fetch(url, { method, headers: all, body, ...how })
    if (response.status >= 500) throw named('Busy')
    return response
  } finally {
    clearTimeout(timer)
  }
}

function base64(text) {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
