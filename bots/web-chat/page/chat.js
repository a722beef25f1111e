/** Takes over the forms of the page, which work without it, and makes a chat of them. */
import {
  lineElement,
  linkOwn,
  make,
  optionsElement,
  pendingElement,
  picture,
  press,
  timeElement,
  words,
} from './elements.js'
import { createQueue, forgetQueue } from './queue.js'
import { offerRecording } from './recording.js'
import { missing, push, startSending, stir } from './sending.js'

const byId = (id) => document.getElementById(id)
const log = byId('log')
const status = byId('status')
const box = byId('text')
const picker = byId('files')
const chosenList = byId('chosen')

let last = ''
let lastAt = 0
let chosen = []
let byKeyboard = false

const tell = (state) => say(state === 'well' ? '' : words[state])
const query = document.body.dataset.query
const queue = createQueue()
const page = { query, last: () => last, take, changed, tell }

document.documentElement.className = 'scripted'
takeLog()
takeForms()
offerRecording((file) => push({ names: [file.name], files: [file] }))
for (const item of queue.restore()) lost(item)
changed()
startSending(queue, page)

// ---- what is shown

/** A picture grows when it is there. */
log.addEventListener('load', () => nearEnd() && toEnd(), true)

function take(lines, item) {
  const sent = item && item.files
  const near = nearEnd()
  for (const line of lines) {
    last = line.id
    if (!log.querySelector(`[data-id="${CSS.escape(line.id)}"]`)) {
      const element = lineElement(line, line.from === 'reporter' ? sent : undefined)
      log.append(element)
      stamp(element)
    }
  }
  render()
  if (near && lines.length > 0) toEnd()
  if (item && item.button !== undefined && byKeyboard) focusOnNext()
}

/** The time, where more than five minutes lie between two lines. */
function stamp(element) {
  const at = Number(element.dataset.at)
  if (at - lastAt > 5 * 60_000) element.before(timeElement(at))
  lastAt = at
}

function changed() {
  render()
  toEnd()
}

/** What waits stands below what is certain; options stay only while nothing was said after them. */
function render() {
  for (const old of log.querySelectorAll('.pending')) old.remove()
  for (const item of queue.all()) if (!item.start || item.say) log.append(pending(item))
  const lines = Array.from(log.querySelectorAll('.line:not(.stuck)'))
  const said = lines.map((line) => line.classList.contains('reporter')).lastIndexOf(true)
  lines.forEach((line, index) => {
    const options = line.querySelector('.options')
    if (options) options.hidden = index < said
  })
}

function pending(item) {
  return pendingElement(item, item.files, {
    missing: missing(),
    retry: stir,
    putBack: () => putBack(item),
  })
}

function putBack(item) {
  if (item.text) box.value = item.text
  choose(item.files || [])
  queue.drop(item)
  render()
  fit()
  box.focus()
}

function lost(item) {
  if (item.text) box.value = item.text
  status.before(make('p', 'note', words.filesLost))
}

function say(text) {
  if (status.textContent !== text) status.textContent = text
}

/** Who presses options with the keyboard goes on from the next ones, or from the box. */
function focusOnNext() {
  const next = log.querySelector('.options:not([hidden]) button')
  ;(next || box).focus()
}

function nearEnd() {
  return document.documentElement.scrollHeight - window.scrollY - window.innerHeight < 400
}

function toEnd() {
  window.scrollTo(0, document.documentElement.scrollHeight)
}

// ---- what the page had

function takeLog() {
  for (const old of log.querySelectorAll('form.options')) {
    const buttons = Array.from(old.querySelectorAll('button'))
    const options = buttons.map((one) => ({ label: one.textContent, data: one.value }))
    old.replaceWith(optionsElement(options))
  }
  for (const line of log.querySelectorAll('.line')) {
    last = line.dataset.id
    if (line.classList.contains('office')) linkOwn(line)
    stamp(line)
  }
}

function takeForms() {
  log.addEventListener('click', (event) => {
    const button = event.target.closest('.options button')
    if (!button) return
    byKeyboard = event.detail === 0
    push({ button: button.value, label: button.textContent })
  })
  byId('write').addEventListener('submit', (event) => {
    event.preventDefault()
    write()
  })
  box.addEventListener('keydown', (event) => {
    const composing = event.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || composing) return
    event.preventDefault()
    write()
  })
  box.addEventListener('input', fit)
  picker.addEventListener('change', () => {
    choose(chosen.concat(Array.from(picker.files)))
    picker.value = ''
  })
  byId('leave').addEventListener('click', forgetQueue)
  window.addEventListener('online', stir)
  window.addEventListener('offline', () => say(words.offline))
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) stir()
  })
}

// ---- what is written

function write() {
  const text = box.value
  if (text.trim() === '' && chosen.length === 0) return box.focus()
  const item = {}
  if (text.trim() !== '') item.text = text
  if (chosen.length > 0) {
    item.names = chosen.map((file) => file.name)
    item.files = chosen
  }
  box.value = ''
  choose([])
  fit()
  push(item)
}

function choose(list) {
  chosen = list.slice(0, 9)
  if (list.length > 9) say(words.tooMany)
  chosenList.textContent = ''
  chosenList.hidden = chosen.length === 0
  for (const file of chosen) {
    const entry = make('li')
    if (file.type.startsWith('image/')) entry.append(picture(file, ''))
    const remove = press(words.remove, () => choose(chosen.filter((other) => other !== file)))
    remove.setAttribute('aria-label', `${words.remove} ${file.name}`)
    entry.append(make('span', '', file.name), remove)
    chosenList.append(entry)
  }
  if (chosen.length > 0) toEnd()
}

function fit() {
  box.style.height = 'auto'
  box.style.height = `${box.scrollHeight + 2}px`
}
