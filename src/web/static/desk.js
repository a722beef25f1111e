/** Comfort only: every page works without it. Typed words outlive a reload in this tab; long texts say how long. */

const place = 'yijian:'

const boxesOf = (form) => [...form.querySelectorAll('textarea:not([hidden]), input:not([type])')]

const keyOf = (form, box) => `${place}${form.dataset.keep}:${box.name}`

function keep(form) {
  for (const box of boxesOf(form)) {
    const key = keyOf(form, box)
    const kept = sessionStorage.getItem(key)
    if (kept !== null && box.value === '') {
      box.value = kept
      const behind = form.closest('details')
      if (behind && kept !== '') behind.open = true
    }
    box.addEventListener('input', () => sessionStorage.setItem(key, box.value))
  }
}

function forget(prefix) {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(place + prefix)) sessionStorage.removeItem(key)
}

function count(box) {
  const line = document.createElement('p')
  line.className = 'count'
  const tell = () => {
    line.textContent = `${box.value.length} / ${box.dataset.max} 字`
  }
  box.after(line)
  box.addEventListener('input', tell)
  tell()
}

/** What was done need not be kept; who leaves, leaves nothing behind. */
const done = document.body.dataset.done
if (done) forget(done)
if (document.body.dataset.leaves !== undefined) forget('')

for (const form of document.querySelectorAll('form[data-keep]')) keep(form)
for (const box of document.querySelectorAll('textarea[data-max]')) count(box)

/** A receipt's code was scanned: what stands behind the # goes into the form, and out of the address and the history. */
const [, number, passcode] = /^#([A-Z]{2}-\d{4}-\d+)\.([\w-]{17,24})$/.exec(location.hash) ?? []
const passcodeBox = document.querySelector('form[action="/track"] #passcode')
if (passcode && passcodeBox) {
  document.getElementById('number').value = number
  passcodeBox.value = passcode
  history.replaceState(null, '', location.pathname)
}

/** While the page is open: who else has the case open. Half a minute is often enough, and a hidden page says nothing. */
const here = document.querySelector('[data-here]')
if (here) {
  const ask = async () => {
    if (document.hidden) return
    const body = new FormData()
    body.set('csrf', here.dataset.key)
    const answer = await fetch(here.dataset.here, { method: 'POST', body }).catch(() => undefined)
    if (!answer?.ok) return
    const words = await answer.text()
    if (here.textContent.trim() !== words) here.textContent = words
    here.hidden = words === ''
  }
  setInterval(ask, 30_000)
}

/** One box for all lines of a list. */
const all = document.querySelector('[data-all]')
if (all) {
  all.hidden = false
  const boxes = () => document.querySelectorAll('input[name="line"]')
  all.querySelector('input').addEventListener('change', (event) => {
    for (const box of boxes()) box.checked = event.target.checked
  })
}

/** j and k go down and up a list, x marks a line, ? tells so; never while somebody types. */
const links = [...document.querySelectorAll('table.inbox th[scope="row"] a:first-of-type')]
if (links.length > 0)
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input:not([type="checkbox"]), textarea, select')
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return
    const row = document.activeElement?.closest('tr')
    const at = links.findIndex((link) => link.closest('tr') === row)
    if (event.key === 'j') links[Math.min(at + 1, links.length - 1)].focus()
    if (event.key === 'k') links[Math.max(at - 1, 0)].focus()
    if (event.key === 'x') row?.querySelector('input[name="line"]')?.click()
    if (event.key === '/') {
      const box = document.getElementById('search-words')
      if (box) {
        event.preventDefault()
        box.focus()
      }
    }
  })
