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
