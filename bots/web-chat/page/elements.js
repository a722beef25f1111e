/** The parts of the page; words of people are only ever text, never markup. */
export const words = JSON.parse(document.body.dataset.words)

export function make(tag, className, text) {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

export function press(label, action) {
  const button = make('button', '', label)
  button.type = 'button'
  button.addEventListener('click', action)
  return button
}

/** `pictures`: the files themselves, where this page has just sent them. */
export function lineElement(line, pictures = []) {
  const element = emptyLine(line.from)
  element.dataset.id = line.id
  element.dataset.at = line.at
  const media = line.media || []
  media.forEach(({ kind, name }, index) => {
    const label = name ? `${words.kinds[kind]} ${name}` : words.kinds[kind]
    element.append(fileElement(label, pictures[index]))
  })
  if (line.text !== '') element.append(textElement(line.text))
  if (line.from === 'office') {
    linkOwn(element)
    offerReceipt(element, line.text)
  }
  if (line.buttons && line.buttons.length > 0) element.append(optionsElement(line.buttons))
  return element
}

/** `actions`: what can be done about it, retry() and putBack(). */
export function pendingElement(item, pictures, { missing, retry, putBack }) {
  const element = emptyLine('reporter pending')
  for (const file of pictures || []) element.append(fileElement(file.name, file))
  if (item.text || item.label) element.append(textElement(item.text || item.label))
  const state = make('p', 'state')
  if (item.state === 'sending')
    state.textContent = item.part
      ? `${words.sending} ${Math.floor(item.part * 100)}%`
      : words.sending
  if (item.state === 'waiting' && missing) state.append(press(words.unsent, retry))
  if (item.state === 'refused') {
    element.classList.add('stuck')
    state.append(make('span', '', item.say), press(words.putBack, putBack))
  }
  element.append(state)
  return element
}

export function optionsElement(buttons) {
  const element = make('div', 'options')
  element.setAttribute('role', 'group')
  element.setAttribute('aria-label', words.options)
  for (const { label, data } of buttons) {
    const button = make('button', '', label)
    button.type = 'button'
    button.value = data
    element.append(button)
  }
  return element
}

/** On the clock of the office, UTC+8. */
export function timeElement(at) {
  const there = new Date(at + 8 * 3_600_000).toISOString()
  const time = make('time', '', `${there.slice(5, 10)} ${there.slice(11, 16)}`)
  time.dateTime = new Date(at).toISOString()
  return time
}

export function picture(file, label) {
  const image = make('img')
  const url = URL.createObjectURL(file)
  const done = () => URL.revokeObjectURL(url)
  image.alt = label
  image.addEventListener('load', done)
  image.addEventListener('error', done)
  image.src = url
  return image
}

/** Addresses of this very site in the office's words can be pressed; every other one stays text. */
export function linkOwn(line) {
  for (const text of line.querySelectorAll('.text')) {
    const parts = text.textContent.split(/(https?:\/\/[\w.:[\]-]+\/[\w./?=&%-]*)/)
    if (parts.some(isOwn))
      text.replaceChildren(...parts.map((part) => (isOwn(part) ? linkTo(part) : part)))
  }
}

const isOwn = (part) => part.startsWith(`${location.origin}/`)

function linkTo(url) {
  const link = make('a', '', url)
  link.href = url
  link.target = '_blank'
  link.rel = 'noopener'
  return link
}

/** Where the office has just given number and passcode: the receipt to keep, on a page of its own. */
function offerReceipt(element, text) {
  const [number] = /[A-Z]{2}-\d{4}-\d{5,}/.exec(text) || []
  const [passcode] = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}/.exec(text) || []
  if (!number || !passcode) return
  const form = make('form', 'receipt')
  for (const [name, value] of [
    ['method', 'post'],
    ['action', '/receipt'],
    ['target', '_blank'],
  ])
    form.setAttribute(name, value)
  for (const [name, value] of [
    ['number', number],
    ['passcode', passcode],
  ])
    form.append(Object.assign(make('input'), { type: 'hidden', name, value }))
  form.append(make('button', '', words.receipt))
  element.append(form)
}

function emptyLine(from) {
  const element = make('div', `line ${from}`)
  element.append(make('p', 'who', from === 'office' ? words.office : words.you))
  return element
}

function textElement(text) {
  const element = make('p', 'text', text)
  element.dir = 'auto'
  return element
}

function fileElement(label, file) {
  return file && file.type.startsWith('image/') ? picture(file, label) : make('p', 'file', label)
}
