/** What waits to be sent. It outlives a reload under the same `once`; files cannot, they come back as lost. */
const shelf = 'yijian-chat-queue'

/** Each item: once, text | button | start, label, names and files, state: waiting | sending | refused, say. */
export function createQueue() {
  let items = []

  function save() {
    try {
      sessionStorage.setItem(shelf, JSON.stringify(items))
    } catch {
      // A browser that stores nothing still sends; only a reload would lose what waits.
    }
  }

  function add(item) {
    items.push({ once: newOnce(), state: 'waiting', ...item })
    save()
  }

  function drop(item) {
    items = items.filter((other) => other !== item)
    save()
  }

  /** Takes up what an earlier life of the page left; returns what had files. */
  function restore() {
    const left = stored()
    items = left.filter((item) => !item.names)
    rest()
    save()
    return left.filter((item) => item.names)
  }

  /** What was on its way is not known to have arrived. */
  function rest() {
    for (const item of items) if (item.state === 'sending') item.state = 'waiting'
  }

  return {
    add,
    drop,
    rest,
    restore,
    save,
    all: () => items,
    next: () => items.find(({ state }) => state !== 'refused'),
  }
}

/** Nothing of the conversation stays on the device after leaving. */
export function forgetQueue() {
  try {
    sessionStorage.removeItem(shelf)
  } catch {
    // Nothing is stored, so nothing is left.
  }
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(shelf) || '[]')
  } catch {
    return []
  }
}

/** `randomUUID` is missing on plain-HTTP pages and on older Safari. */
function newOnce() {
  if (window.crypto.randomUUID) return window.crypto.randomUUID()
  const bytes = window.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join('')
}
