import { ask, bodyOf, messagesUrl } from './asking.js'
import { words } from './elements.js'
import { canSolve, solve } from './puzzle.js'
import { goesInPieces, sendAhead } from './uploading.js'

const minute = 60_000

let queue
let page
let opened = false
let misses = 0
let holding
let wake = () => {}

/**
 * The one loop of the page, one request at a time: what waits is sent, else news are waited for. `thePage` is what
 * it tells and asks: query, last(), take(lines, item), changed(), tell(state).
 */
export function startSending(theQueue, thePage) {
  queue = theQueue
  page = thePage
  void run()
}

/** Whether the last request got no answer. */
export const missing = () => misses > 0

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
  queue.rest()
  page.tell({ Busy: 'busy', Slow: 'slow' }[error.name] || 'offline')
  page.changed()
  await rest(Math.min(minute / 2, 1000 * 2 ** (misses - 1)))
}

async function turn() {
  if (!opened) return await open()
  const item = queue.next()
  if (item) return await send(item)
  if (document.hidden) return await rest(24 * 60 * minute)
  holding = new AbortController()
  const url = messagesUrl(page.query, { after: page.last(), wait: '1' })
  const news = ask('GET', url, { ms: minute, abort: holding })
  page.take(await news.finally(() => (holding = undefined)))
}

/** Before anything is written: this gives the browser its cookie and the page what it missed. */
async function open() {
  const url = messagesUrl(page.query, { after: page.last() })
  page.take(await ask('GET', url, { ms: minute / 2 }))
  opened = true
  if (page.last() === '' && queue.all().length === 0) push({ start: true })
}

async function send(item) {
  item.state = 'sending'
  page.changed()
  if (goesInPieces(item)) {
    const bar = await sendAhead(item, (part) => {
      item.part = part
      page.changed()
    })
    if (bar) return await crowded(item, bar)
    const { refused: why } = (item.uploads || []).find((one) => one.refused) || {}
    if (why) return refused(item, { error: why, say: words[why] })
  }
  const body = bodyOf(item, page.last())
  const ms = item.files ? 10 * minute : minute
  const answer = await ask('POST', messagesUrl(page.query, item.way || {}), { ms, body })
  if (answer.error === 'crowded') return await crowded(item, answer)
  if (answer.say !== undefined) return refused(item, answer)
  queue.drop(item)
  page.take(answer, item)
}

/** While far too many begin: some work, or a place in the line. Nothing is lost meanwhile. */
async function crowded(item, { puzzle, seconds = 1 }) {
  Object.assign(item, { state: 'waiting' })
  page.changed()
  page.tell('crowded')
  if (canSolve()) item.way = { proof: await solve(puzzle) }
  else {
    item.way = { wait: '1' }
    await rest(1000 * Math.min(seconds, 30))
  }
}

function refused(item, { error, say }) {
  if ((error === 'noCookie' || error === 'noCookieHere') && !item.askedAgain) {
    item.askedAgain = true
    opened = false
    return
  }
  Object.assign(item, { state: 'refused', say })
  queue.save()
  page.changed()
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
export function stir() {
  wake()
  if (holding) holding.abort()
}

export function push(item) {
  queue.add(item)
  page.changed()
  stir()
}
