/**
 * What waits to be sent, and the one loop that sends it: one request at a time. What is not acknowledged stays
 * under its `once` and is sent again, over reloads too, so that it is neither lost nor doubled.
 */
const shelf = 'yijian-chat-queue'
const minute = 60_000

/** Files cannot outlive the page; by once. */
export const files = new Map()

/** `page` is what the loop tells and asks: query, last(), take(lines, sent), changed(), tell(state). */
export function createSending(page) {
  /** Each: once, text | button | start, label, names (of files), state: waiting | sending | refused, say. */
  let queue = []
  let opened = false
  let misses = 0
  let holding
  let wake = () => {}

  async function run() {
    for (;;) {
      try {
        await turn()
        misses = 0
        page.tell('well')
      } catch (error) {
        if (error.name !== 'Interrupted') await missed(error)
      }
    }
  }

  async function missed(error) {
    misses += 1
    for (const item of queue) if (item.state === 'sending') item.state = 'waiting'
    page.tell(error.name === 'Busy' ? 'busy' : 'offline')
    page.changed()
    await rest(Math.min(minute / 2, 1000 * 2 ** (misses - 1)))
  }

  async function turn() {
    if (!opened) return await open()
    const next = queue.find((item) => item.state !== 'refused')
    if (next) return await send(next)
    if (document.hidden) return await rest(24 * 60 * minute)
    holding = new AbortController()
    const news = ask('GET', { after: page.last(), wait: '1' }, { ms: minute, abort: holding })
    page.take(await news.finally(() => (holding = undefined)))
  }

  /** Before anything is written: this gives the browser its cookie and the page what it missed. */
  async function open() {
    page.take(await ask('GET', { after: page.last() }, { ms: minute / 2 }))
    opened = true
    if (page.last() === '' && queue.length === 0) push({ start: true })
  }

  async function send(item) {
    item.state = 'sending'
    page.changed()
    const sent = files.get(item.once)
    const body = sent ? formOf(item, sent) : jsonOf(item)
    const answer = await ask('POST', {}, { ms: sent ? 10 * minute : minute, body })
    if (answer.say !== undefined) return refused(item, answer)
    drop(item)
    page.take(answer, item, sent)
  }

  function jsonOf(item) {
    const { once, text, button, start } = item
    return JSON.stringify({ once, text, button, start, after: page.last() })
  }

  function formOf(item, sent) {
    const data = new FormData()
    data.append('once', item.once)
    data.append('after', page.last())
    if (item.text) data.append('text', item.text)
    for (const file of sent) data.append('files', file, file.name)
    return data
  }

  function refused(item, answer) {
    if (answer.error === 'noCookie' && !item.askedAgain) {
      item.askedAgain = true
      opened = false
      return
    }
    item.state = 'refused'
    item.say = answer.say
    save()
    page.changed()
  }

  /** Resolves with the answer's JSON; what is no answer (no network, 5xx, too slow) throws and is tried again. */
  async function ask(method, more, { ms, body, abort = new AbortController() }) {
    let late = false
    const timer = setTimeout(() => {
      late = true
      abort.abort()
    }, ms)
    try {
      const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
      const how = { credentials: 'same-origin', cache: 'no-store', signal: abort.signal }
      const response = await fetch(urlOf(more), { method, headers, body, ...how })
      if (response.status >= 500 || response.status === 429) throw named('Busy')
      return await response.json()
    } catch (error) {
      throw abort.signal.aborted && !late ? named('Interrupted') : error
    } finally {
      clearTimeout(timer)
    }
  }

  function urlOf(more) {
    const pairs = Object.keys(more).map((key) => `${key}=${encodeURIComponent(more[key])}`)
    const all = page.query.slice(1).split('&').concat(pairs).filter(Boolean)
    return `/chat/messages?${all.join('&')}`
  }

  function rest(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Whatever the loop waits for is cut short. */
  function stir() {
    wake()
    if (holding) holding.abort()
  }

  function push(item) {
    queue.push({ once: newOnce(), state: 'waiting', ...item })
    save()
    page.changed()
    stir()
  }

  function drop(item) {
    queue = queue.filter((other) => other !== item)
    files.delete(item.once)
    save()
  }

  function save() {
    try {
      sessionStorage.setItem(shelf, JSON.stringify(queue))
    } catch {
      // A browser that stores nothing still sends; only a reload would lose what waits.
    }
  }

  /** Takes up what an earlier life of the page left; what had files comes back as lost, with its words. */
  function restore() {
    const left = stored()
    queue = left.filter((item) => !item.names)
    for (const item of queue) if (item.state === 'sending') item.state = 'waiting'
    save()
    return left.filter((item) => item.names)
  }

  return { run, push, drop, stir, restore, waiting: () => queue, missing: () => misses > 0 }
}

/** Nothing of the conversation stays on the device after leaving. */
export function forgetQueue() {
  try {
    sessionStorage.removeItem(shelf)
  } catch {
    // Nothing is stored, so nothing is left.
  }
}

/** `randomUUID` is missing on plain-HTTP pages and on older Safari. */
export function newOnce() {
  if (window.crypto.randomUUID) return window.crypto.randomUUID()
  const bytes = window.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join('')
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(shelf) || '[]')
  } catch {
    return []
  }
}

function named(name) {
  const error = new Error(name)
  error.name = name
  return error
}
