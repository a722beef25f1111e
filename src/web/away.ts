import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { colleaguesIn, setAbsence, type Colleague } from '#service/absences.ts'
import { officesIn } from '#service/world.ts'
import { colleagueName } from './holder-part.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/away'

/** 请假: the days on which somebody's parts are to be looked after by colleagues. */
export function awayRoutes(desk: Desk): void {
  deskPage(desk, path, async (visit) => await show(visit, {}))
  deskPost(desk, path, take)
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const ends = form.text('ends') === 'yes'
  const done = await setAbsence(visit.web.world, visit.officer, {
    officer: form.text('officer') || visit.officer.id,
    first: ends ? '' : form.text('first'),
    last: ends ? '' : form.text('last'),
  })
  if (!done.ok) return await show(visit, { notice: refusalWords(done.refusal), status: 422 })
  return visit.c.redirect(`${path}?done=yes`, 303)
}

interface Shown {
  readonly notice?: string
  readonly status?: 422
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const people = await concerned(visit)
  const done = visit.c.req.query('done') === 'yes' ? { notice: '已记下。' } : {}
  return await showDesk(visit, {
    title: '请假',
    ...done,
    ...shown,
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>请假</h1>
      <p class="small">
        请假期间，认领的件照样在本单位的一栏里，标着“请假”，同事可以接手，也可以一起转交。期限照常走，提醒照常发给单位。
      </p>
      ${people.map((one) => oneForm(visit, one))}`,
  })
}

/** Oneself; for whoever keeps the accounts, everybody there. */
async function concerned({ web, officer }: Visit): Promise<readonly Colleague[]> {
  const { world } = web
  const areas = officer.area === '' ? [...world.packs.areas.keys()] : [officer.area]
  const all = await world.db.read(async (tx) => {
    const found: Colleague[] = []
    for (const area of areas) {
      const offices = (await officesIn(world, tx, area)).map(({ id }) => id)
      found.push(...(await colleaguesIn(world, tx, area, offices)))
    }
    return found
  })
  if (may(officer, 'manage-officers').ok) return all
  const own = all.find(({ id }) => id === officer.id)
  return [own ?? { id: officer.id, name: officer.name, office: officer.office }]
}

function oneForm(visit: Visit, one: Colleague): Html {
  const { id, away } = one
  return html`<form class="card" method="post" action="${path}">
    <h2>${colleagueName(one)}</h2>
    ${csrfField(visit)}
    <input type="hidden" name="officer" value="${id}" />
    <p class="row">
      <label for="first-${id}">从</label>
      <input id="first-${id}" name="first" type="date" value="${away?.first ?? ''}" />
      <label for="last-${id}">到</label>
      <input id="last-${id}" name="last" type="date" value="${away?.last ?? ''}" />
      <button>记下</button>
      ${away ? html`<button name="ends" value="yes">回来了</button>` : ''}
    </p>
  </form>`
}
