/** Comfort only: proposals while somebody types, Enter for the next box, Ctrl+Enter to register, the paper at once. */

const form = document.getElementById('call')

function picked(code, label, chosen) {
  const line = document.createElement('label')
  line.className = 'pick'
  const box = document.createElement('input')
  Object.assign(box, { type: 'radio', name: 'offence', value: code, checked: code === chosen })
  line.append(box, ` ${label}`)
  return line
}

async function propose(what, list) {
  const body = new URLSearchParams({ csrf: form.elements.csrf.value, what: what.value })
  const response = await fetch('/desk/hotline/proposals', { method: 'POST', body })
  if (!response.ok) return
  const found = await response.json()
  const chosen = form.elements.offence.value
  const isGone = chosen !== '' && !found.some(({ code }) => code === chosen)
  const kept = isGone ? [...list.children].filter((one) => one.firstChild?.value === chosen) : []
  list.replaceChildren(
    list.children[0],
    ...kept,
    ...found.map(({ code, label }) => picked(code, label, chosen)),
  )
}

function follow(what) {
  const list = document.getElementById('proposals')
  let waits
  what.addEventListener('input', () => {
    clearTimeout(waits)
    waits = setTimeout(() => propose(what, list).catch(() => {}), 350)
  })
}

/** Boxes that are there to be typed in, in order. */
const boxes = () =>
  [...form.querySelectorAll('textarea, input:not([type=hidden]), select, button')].filter(
    (box) => box.offsetParent !== null && (box.type !== 'radio' || box.checked || !chosenOf(box)),
  )

const chosenOf = (box) => form.querySelector(`input[name="${box.name}"]:checked`)

function keys(event) {
  if (event.key !== 'Enter' || event.isComposing) return
  if (event.ctrlKey) {
    event.preventDefault()
    form.requestSubmit(document.getElementById('file'))
  } else if (event.target.matches('input')) {
    event.preventDefault()
    const all = boxes()
    all[all.indexOf(event.target) + 1]?.focus()
  }
}

if (form) {
  document.body.classList.add('scripted')
  follow(form.elements.what)
  form.addEventListener('keydown', keys)
}
if (document.querySelector('[data-print]')) print()
