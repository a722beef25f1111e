import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Deed } from '#service/deed.ts'
import { operations } from '#web/api/operations.ts'
import { deeds } from '#web/words/terms.ts'
import { documentOf } from './api-desk.ts'
import { aDesk, type TestDesk } from './world.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await aDesk()
})
afterAll(async () => await desk.close())

/** Which operation does what a door of the desk does. */
const ways: Readonly<Record<string, string>> = {
  'GET /desk': 'listCases',
  'GET /desk/list.csv': 'listCases',
  'POST /desk/cases/:number/holder': 'changeHolder',
  'GET /desk/search': 'searchCases',
  'POST /desk/search': 'searchCases',
  'GET /desk/reminders': 'listReminders',
  'POST /desk/reminders': 'markRemindersRead',
  'GET /desk/cases/:number': 'readCase',
  'GET /desk/cases/:number/evidence/:id': 'readEvidence',
  'GET /desk/cases/:number/alike': 'listAlike',
  'GET /desk/cases/:number/papers': 'readPaper',
  'GET /desk/cases/:number/case-file.pdf': 'readCaseFile',
  'POST /desk/cases/:number/case-file': 'readCaseFile',
  'POST /desk/cases/:number/deeds': 'doDeed',
  'GET /desk/cases/:number/hold': 'listHolds',
  'POST /desk/cases/:number/hold': 'changeHold',
  'POST /desk/cases/:number/hold/end': 'changeHold',
  'GET /desk/cases/:number/masking': 'readCase',
  'POST /desk/cases/:number/masking': 'changeMasks',
  'GET /desk/blocks': 'listBlocks',
  'POST /desk/blocks': 'liftBlock',
  'GET /desk/cases/:number/block': 'blockSender',
  'POST /desk/cases/:number/block': 'blockSender',
  'POST /desk/cases/:number/take-up': 'takeUp',
  'GET /desk/gaps': 'readGaps',
  'GET /desk/dashboard': 'readFigures',
  'GET /desk/dashboard/cases': 'listFigureCases',
  'GET /desk/dashboard/cases.csv': 'listFigureCases',
  'GET /desk/dashboard/table.csv': 'readFigures',
  'GET /desk/dashboard/table.xlsx': 'readFigures',
  'GET /desk/dashboard/report.xlsx': 'readFigures',
  'GET /desk/dashboard/report.pdf': 'readFigures',
  'GET /desk/channels': 'listChannels',
  'POST /desk/channels/test': 'testChannel',
  'GET /desk/audit': 'readAudit',
  'GET /desk/audit.csv': 'readAudit',
  'POST /desk/audit/verify': 'verifyAudit',
  'GET /desk/admin': 'listOfficers',
  'POST /desk/admin/disable': 'disableOfficer',
  'GET /desk/admin/areas/:code/offices.csv': 'listOffices',
  'POST /desk/admin/areas/:code/offices': 'replaceOffices',
  'GET /desk/admin/areas/:code/plan': 'readPlan',
  'GET /desk/admin/areas/:code/plan/offences/:offence': 'readPlan',
  'POST /desk/admin/areas/:code/plan/offences/:offence': 'correctReading',
  'POST /desk/admin/areas/:code/plan/offences/:offence/drop': 'dropCorrection',
  'POST /desk/admin/areas/:code/plan/discard': 'dropCorrection',
  'GET /desk/admin/areas/:code/plan/preview': 'readPlan',
  'POST /desk/admin/areas/:code/plan/publish': 'publishPlan',
  'GET /desk/admin/areas/:code/plan/versions': 'listPlanVersions',
}

const own = 'a token has to be made, and an account kept, by the person who sits at the desk'
const identity =
  'who a reporter is, is shown to one person at one screen, with a watermark, and to no program'
const talk = 'a person talks to a person'
const link = 'a link makes an account: a stolen token would make itself a new one'
const setting = 'set once by the person who answers for it'
const later = 'not yet: the page is younger than the interface'

/** What no program does, and why. */
const none: readonly (readonly [doors: RegExp, why: string])[] = [
  [/^\w+ \/desk\/(?:sign-in|sign-out|sso|setup|reset|account|tokens)(?:\/|$)/, own],
  [/^\w+ \/desk\/(?:cases\/:number\/)?identity(?:\/|$)/, identity],
  [/^\w+ \/desk\/(?:people|hotline)(?:\/|$)/, talk],
  [
    /^\w+ \/desk\/work-orders$/,
    'other hotlines send theirs to /hooks/work-orders with a key of their own',
  ],
  [/^POST \/desk\/admin\/(?:areas\/:code\/)?invite$/, link],
  [/^POST \/desk\/admin\/(?:factors|password|sso)$/, own],
  [/^\w+ \/desk\/admin\/(?:identity|retention)$/, setting],
  [/^\w+ \/desk\/admin\/areas\/:code(?:\/settings)?$/, setting],
  [/^\w+ \/desk\/admin\/areas\/:code\/(?:notices|poster)(?:\/|$)/, setting],
  [/^GET \/desk\/admin\/areas\/:code\/plan\/versions\/:number/, later],
  [
    /^\w+ \/desk\/(?:exports|reports|schedules)(?:\/|$)/,
    'files that are made in the background are fetched by who ordered them',
  ],
  [
    /^\w+ \/desk\/(?:away|cases\/:number\/here)$/,
    'it says where a person is, which no program can say for them',
  ],
  [/^\w+ \/desk\/admin\/areas\/:code\/rewards(?:\/|$)/, setting],
  [
    /^\w+ \/desk\/(?:reward|cases\/:number\/reward)/,
    'money is moved by two people at their screens',
  ],
  [/^\w+ \/desk\/(?:ledger|scrutiny)(?:\/|$)/, later],
  [
    /^\w+ \/desk\/(?:admin\/areas\/:code\/)?exchange(?:\/|$)/,
    'a person decides what a machine sent; the machines have /exchange/v1',
  ],
  [
    /^\w+ \/desk\/(?:meetings|joint|rectifications)(?:\/|$)/,
    'people meet, ask each other and judge what was put right; what follows for a case is a deed',
  ],
  [
    /^\w+ \/desk\/(?:crime|cases\/:number\/(?:crime|other-roads))$/,
    'each step is a deed of the case; the pages put them in order',
  ],
  [
    /^\w+ \/desk\/publish(?:\/|$)/,
    'what comes out two people read with their own eyes; what is out, programs read from the feeds',
  ],
  [/^GET \/desk\/systems$/, 'it only leads to the screens'],
  [
    /^\w+ \/desk\/warnings(?:\/|$)/,
    'a warning is weighed by a person; machines hear of it by the webhook warning.raised',
  ],
  [
    /^\w+ \/desk\/(?:grid|nominations)(?:\/|$|\.)/,
    'who is sent where, and what may be shown, a person weighs; figures leave as a file',
  ],
  [
    /^\w+ \/desk\/(?:subjects|institutions|inspections|credit|results|cases\/:number\/subject)(?:\/|$|\.)/,
    later,
  ],
  [/^\w+ \/desk\/(?:views|bulk|mentions|templates|decisions)(?:\/|$)/, later],
]

it('everything the desk does can be done by a program, or stands in the list of what cannot, with the reason', () => {
  const doors = desk.app.routes
    .filter(({ method, path }) => path.startsWith('/desk') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  const whyNot = (door: string) => none.find(([pattern]) => pattern.test(door))?.[1]
  const lost = [...new Set(doors)].filter((door) => !(door in ways) && !whyNot(door))
  expect(lost).toEqual([])
  const ids = new Set(operations.map(({ id }) => id))
  expect(Object.values(ways).filter((id) => !ids.has(id))).toEqual([])
  const without = new Set(doors.filter((door) => whyNot(door)))
  console.log(
    `api: of ${new Set(doors).size} doors of the desk ${without.size} have no way, with a reason`,
  )
})

it('every deed of the desk is a deed of the interface', async () => {
  const { paths } = await documentOf(desk)
  const entry: unknown = paths['/cases/{number}/commands']?.['post']
  const text = JSON.stringify(entry)
  const missing = (Object.keys(deeds) as readonly Deed['type'][]).filter(
    (deed) => !text.includes(`"const":"${deed}"`),
  )
  expect(missing).toEqual([])
})
