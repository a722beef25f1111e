import type { Officer } from '#core/access.ts'
import type { Task } from '#core/case.ts'
import { act, readCase } from '#service/desk.ts'
import { officesIn } from '#service/world.ts'
import type { Deed } from '#service/deed.ts'
import { saveOfficer } from '#store/officers.ts'
import { hashPassword } from '#web/password.ts'
import type { Config } from '../config.ts'
import { openHouse, type House } from '../house.ts'
import type { Log } from '../log.ts'
import { demoLetters, type DemoLetter } from './demo-letters.ts'
import { reportByChat, sayTo } from './demo-reporter.ts'

/** Somebody a visitor can sign in as. */
export interface DemoAccount {
  readonly login: string
  readonly office: string
}

const day = 24 * 3600 * 1000
const minute = 60_000

/** Files the letters by the web chat on the days they say, and lets the departments do their part. */
export async function fillDemo(
  settings: { readonly config: Config; readonly log: Log },
  password: string,
): Promise<readonly DemoAccount[]> {
  const today = Date.now()
  let now = today
  const clock = (): number => (now += 1000)
  const house = await openHouse({ ...settings, clock })
  try {
    const staff = await hire(house, await hashPassword(password))
    const inOrder = demoLetters.toSorted((one, other) => other.daysAgo - one.daysAgo)
    for (const [n, letter] of inOrder.entries()) {
      now = today - letter.daysAgo * day + n * minute
      await liveThrough(house, staff, { letter, n, clock, later: (ms) => (now += ms) })
    }
    return staff.accounts
  } finally {
    await house.close()
  }
}

interface Staff {
  readonly accounts: readonly DemoAccount[]
  readonly at: (office: string) => Officer | undefined
}

/** One person for the administrator's chair and one for each office of the areas themselves. */
async function hire({ world }: House, passwordHash: string): Promise<Staff> {
  const accounts: DemoAccount[] = [{ login: 'admin', office: '管理员（看不到案件）' }]
  const officers = new Map<string, Officer>()
  await world.db.transaction(async (tx) => {
    const base = { passwordHash, area: '', office: '' }
    await saveOfficer(tx, {
      ...base,
      id: 'admin',
      login: 'admin',
      name: '管理员',
      role: 'administrator',
    })
    for (const [area, { plan }] of world.packs.areas) {
      const supervisor = `${plan.area.letters}-supervisor`.toLowerCase()
      const seat = { id: `demo-${area}-supervisor`, name: '演示督办', role: 'supervisor', area }
      const sits = { office: `${area}-health-commission`, login: supervisor }
      await saveOfficer(tx, { ...base, ...seat, ...sits })
      accounts.push({ login: supervisor, office: `${plan.area.name}督办人员（批查看身份的申请）` })
      for (const office of await officesIn(world, tx, area)) {
        const role = office.department === 'intake' ? 'intake' : 'handler'
        const id = `demo-${office.id}`
        const login = `${plan.area.letters}-${office.id.replace(`${area}-`, '')}`.toLowerCase()
        const name = '演示人员'
        const { department } = office
        officers.set(office.id, { id, name, role, area, department, office: office.id })
        await saveOfficer(tx, { ...base, id, login, name, role, area, office: office.id })
        if (office.place === area && shown.has(department))
          accounts.push({ login, office: office.name })
      }
    }
  })
  return { accounts, at: (office) => officers.get(office) }
}

/** Those a visitor is told of; the others sign in in the same way. */
const shown = new Set(['intake', 'health-commission', 'market-regulation', 'medical-insurance'])

/** Some leave their name, so that a look at it can be asked for. */
const namedEvery = 5

interface Life {
  readonly letter: DemoLetter
  readonly n: number
  readonly clock: () => number
  readonly later: (ms: number) => void
}

async function liveThrough(house: House, staff: Staff, life: Life): Promise<void> {
  const { letter, n } = life
  const address = `demo-visitor-${String(n).padStart(8, '0')}`
  const talking = { port: house.port, address, area: letter.area, at: life.clock }
  const named =
    n % namedEvery === 0 ? { identity: { name: '演示举报人', phone: '13800000000' } } : {}
  const number = await reportByChat(talking, { ...letter, ...named })
  if (!number) throw new Error(`the demonstration's letter ${n} got no number`)
  const { fate } = letter
  if (fate.to === 'received') return
  life.later(day)
  const lead = await leadOf(house, staff, letter.area, number)
  if (!lead) return
  for (const deed of deedsOf(letter, lead.task)) {
    life.later(day)
    await mustAct(house, lead.officer, number, deed)
  }
  if (fate.to !== 'asked' || fate.answer === undefined) return
  for (let turn = 100; turn < 110; turn++)
    if ((await sayTo(talking, turn, '查看')).includes(fate.question)) break
  await sayTo(talking, 110, fate.answer)
}

async function leadOf(
  { world }: House,
  staff: Staff,
  area: string,
  number: string,
): Promise<{ readonly officer: Officer; readonly task: Task['task'] } | undefined> {
  const intake = staff.at(`${area}-intake`)
  const read = intake && (await readCase(world, intake, number))
  if (!read?.ok) return undefined
  const task = read.value.tasks.find(({ role }) => role === 'lead' || role === 'co-lead')
  const officer = task && staff.at(task.office)
  return officer ? { officer, task: task.task } : undefined
}

function deedsOf({ fate }: DemoLetter, task: string): readonly Deed[] {
  const accept = { type: 'accept', task } as const
  switch (fate.to) {
    case 'received':
      return []
    case 'accepted':
      return [accept]
    case 'asked':
      return [accept, { type: 'ask', task, text: fate.question }]
    case 'declined':
      return [{ type: 'decline', task, reason: 'not-our-duty', text: fate.text }]
    case 'returned':
      return [{ type: 'return', task, reason: fate.reason, basis: fate.basis }]
    case 'concluded': {
      const { to: _to, ...conclusion } = fate
      return [accept, { type: 'conclude', task, ...conclusion }]
    }
  }
}

async function mustAct(
  { world }: House,
  officer: Officer,
  number: string,
  deed: Deed,
): Promise<void> {
  const read = await readCase(world, officer, number)
  if (!read.ok) throw new Error(`${number}: ${read.refusal.key}`)
  const { version } = read.value.file
  const done = await act(world, officer, { number, version }, deed)
  if (!done.ok) throw new Error(`${number} ${deed.type}: ${done.refusal.key}`)
}
