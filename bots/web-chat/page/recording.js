/** To speak instead of writing: the button is there only where the browser can record. */
import { make, press, words } from './elements.js'

const longest = 5 * 60_000
const bitsPerSecond = 32_000
const kinds = ['audio/webm', 'audio/mp4', 'audio/ogg']

const button = document.getElementById('record')
const panel = document.getElementById('recorder')

let recorder

/** `send` takes the recording as a file. Nothing leaves the device before the person has said so. */
export function offerRecording(send) {
  const canRecord = window.MediaRecorder && navigator.mediaDevices && kindHere()
  if (!button || !canRecord) return
  button.hidden = false
  button.addEventListener('click', () => void begin(send))
  window.addEventListener(
    'pagehide',
    () => recorder && recorder.state === 'recording' && recorder.stop(),
  )
}

const kindHere = () => kinds.find((kind) => MediaRecorder.isTypeSupported(kind))

async function begin(send) {
  if (!panel.hidden) return
  button.disabled = true
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    record(stream, send)
  } catch (error) {
    const refused = error.name === 'NotAllowedError' || error.name === 'SecurityError'
    show(alert(refused ? words.recordRefused : words.recordNone))
    window.setTimeout(hide, 20_000)
    button.disabled = false
  }
}

function record(stream, send) {
  const parts = []
  const time = make('span', 'time', '0:00')
  const began = Date.now()
  recorder = new MediaRecorder(stream, {
    mimeType: kindHere(),
    audioBitsPerSecond: bitsPerSecond,
  })
  const clock = setInterval(() => (time.textContent = minutes(Date.now() - began)), 500)
  const end = setTimeout(() => recorder.stop(), longest)
  recorder.addEventListener('dataavailable', ({ data }) => data.size > 0 && parts.push(data))
  recorder.addEventListener('stop', () => {
    clearInterval(clock)
    clearTimeout(end)
    for (const track of stream.getTracks()) track.stop()
    offer(fileOf(parts), send)
  })
  recorder.start(1000)
  const stop = press(words.recordStop, () => recorder.state === 'recording' && recorder.stop())
  stop.className = 'main'
  show(told(words.recording), time, stop)
  stop.focus()
}

/** Heard first, then sent or thrown away. */
function offer(file, send) {
  const sound = make('audio')
  const url = URL.createObjectURL(file)
  sound.controls = true
  sound.src = url
  const done = (after) => () => {
    URL.revokeObjectURL(url)
    hide()
    button.disabled = false
    button.focus()
    after()
  }
  const sends = press(
    words.recordSend,
    done(() => send(file)),
  )
  sends.className = 'main'
  const drops = press(
    words.recordDrop,
    done(() => {}),
  )
  show(told(words.recordListen), sound, sends, drops)
  sends.focus()
}

function fileOf(parts) {
  const type = kindHere()
  const at = new Date(Date.now() + 8 * 3_600_000).toISOString()
  const name = `${words.kinds.voice}-${at.slice(5, 10)}-${at.slice(11, 16).replace(':', '')}`
  return new File(parts, `${name}.${type.slice('audio/'.length)}`, { type })
}

function minutes(ms) {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${`0${seconds % 60}`.slice(-2)}`
}

function told(text) {
  const element = make('p', '', text)
  element.setAttribute('role', 'status')
  return element
}

function alert(text) {
  const element = make('p', 'refusal', text)
  element.setAttribute('role', 'alert')
  return element
}

function show(...parts) {
  panel.replaceChildren(...parts)
  panel.hidden = false
}

function hide() {
  panel.hidden = true
  panel.replaceChildren()
}
