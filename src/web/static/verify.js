/** Verifies a receipt in this browser, without sending it anywhere; where that cannot be done the form goes to the server. */

const form = document.getElementById('verify')
const verdict = document.getElementById('verdict')
const keys = JSON.parse(form.dataset.keys)
let sends = false

if (globalThis.crypto?.subtle) {
  document.getElementById('where').textContent = '就在您的浏览器里验，不发到网上；断网也能验。'
  form.addEventListener('submit', (event) => {
    if (sends) return
    event.preventDefault()
    verify().then(show, send)
  })
}

/** An older browser, or an algorithm it has not. */
function send() {
  sends = true
  form.requestSubmit()
}

async function verify() {
  const [file] = document.getElementById('file').files
  const text = (file ? await file.text() : document.getElementById('text').value).trim()
  const read = parse(text)
  if (!read || canonical(read) !== text) return { name: 'unreadable' }
  const { acknowledgement, signature } = read
  const key = keys.find(({ id }) => id === acknowledgement?.key)
  if (!key) return { name: acknowledgement && signature ? 'unknown' : 'unreadable' }
  if (key.algorithm !== 'Ed25519') throw new Error('only the server can')
  const spki = bytesOf(key.pem.replace(/-----[A-Z ]+-----|\s/g, ''))
  const publicKey = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify'])
  const words = new TextEncoder().encode(canonical(acknowledgement))
  const good =
    acknowledgement.algorithm === key.algorithm &&
    isPlain(signature) &&
    (await crypto.subtle.verify('Ed25519', publicKey, bytesOf(signature), words))
  return good ? { name: 'good', acknowledgement } : { name: 'forged' }
}

function show({ name, acknowledgement }) {
  const words = document.getElementById(name).content.cloneNode(true)
  for (const row of words.querySelectorAll('[data-field]'))
    row.textContent = acknowledgement[row.dataset.field] || '没有，演示用'
  verdict.replaceChildren(words)
  verdict.scrollIntoView({ block: 'nearest' })
}

/** The one spelling in which receipts are signed. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const names = Object.keys(value).toSorted()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

function parse(text) {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' ? value : undefined
  } catch {
    return undefined
  }
}

const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

const isPlain = (text) =>
  typeof text === 'string' &&
  /^[A-Za-z0-9+/]{86}==$/.test(text) &&
  btoa(String.fromCharCode(...bytesOf(text))) === text
