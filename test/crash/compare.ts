import { verifyChains } from '#service/audit-heads.ts'
import type { TranscriptLine } from '#conversation/message.ts'
import type { House } from '../../src/house.ts'
import { compareCalls } from './compare-calls.ts'
import { compareFiles } from './compare-files.ts'
import { compareHooks, compareSent, type Peers } from './compare-peers.ts'
import { count, expectOnce, noFindings, tally, type Findings } from './findings.ts'
import { numbersIn } from './story.ts'
import type { DoneDeed, Reporter, Told } from './told.ts'

/** Holds what was acknowledged against what is there, and what was owed against what each peer got. */
export async function compare(house: House, told: Told, peers: Peers): Promise<Findings> {
  const found = noFindings()
  const read = new Map<Reporter, readonly TranscriptLine[]>()
  for (const reporter of told.reporters) {
    const lines = await house.port.transcript(reporter.channel, reporter.address)
    read.set(reporter, lines)
    compareWords(found, reporter, lines)
  }
  await compareNumbers(found, house, told)
  await compareDeeds(found, house, { told, read })
  await compareFiles(found, house, told)
  await compareCalls(found, house, told)
  await compareSent(found, house, { told, peers })
  await compareHooks(found, house, peers)
  const chains = await verifyChains(house.world)
  if (chains.ok) count(found, 'audit entries', chains.value.entries)
  else found.broken.push(`audit chain: ${JSON.stringify(chains.refusal)}`)
  return found
}

/** Every message once, in its order; the number given once. */
function compareWords(
  found: Findings,
  { channel, address, said, number }: Reporter,
  lines: readonly TranscriptLine[],
): void {
  const own = lines.filter(({ from }) => from === 'reporter').map(({ text }) => text)
  count(found, channel === 'web-form' ? 'form messages' : 'messages', said.length)
  if (own.join('\n') !== said.join('\n')) {
    const kind = own.length < said.length ? found.missing : found.doubled
    kind.push(`${channel} ${address}: said ${JSON.stringify(said)}, kept ${JSON.stringify(own)}`)
  }
  if (number === undefined) return
  const office = lines.filter(({ from }) => from === 'office').map(({ text }) => text)
  const registered = office.filter((text) => /登记，编号/.test(text) && text.includes(number))
  expectOnce(found, `${address}: the answer with ${number}`, registered.length)
}

/** Without gaps, none twice, and every number that anybody heard is there. */
async function compareNumbers(found: Findings, house: House, told: Told): Promise<void> {
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('cases').select('number').execute(),
  )
  const kept = rows.map(({ number }) => number).toSorted()
  count(found, 'reports', kept.length)
  for (const [n, number] of kept.entries())
    if (Number(number.slice(-5)) !== n + 1) found.broken.push(`${number} is the ${n + 1}th number`)
  const heard = [...told.reporters, ...told.calls].flatMap(({ number }) => number ?? [])
  for (const [number, times] of tally(heard)) {
    if (!kept.includes(number)) found.missing.push(`report ${number}`)
    if (times > 1) found.doubled.push(`number ${number} was given to ${times}`)
  }
}

interface ToRead {
  readonly told: Told
  readonly read: ReadonlyMap<Reporter, readonly TranscriptLine[]>
}

/** What a deed is called once it is done; a conclusion waits for a colleague. */
const past: Readonly<Record<DoneDeed['type'], string>> = {
  accept: 'accepted',
  note: 'noted',
  ask: 'asked',
  conclude: 'review-asked',
  review: 'concluded',
}

/** Every deed once in its case, and its words once before its reporter. */
async function compareDeeds(found: Findings, house: House, { told, read }: ToRead): Promise<void> {
  const events = await house.world.db.read(
    async (tx) =>
      await tx
        .selectFrom('caseEvents as e')
        .innerJoin('cases as c', 'c.id', 'e.caseId')
        .select(['c.number', 'e.type'])
        .execute(),
  )
  const kept = tally(events.map(({ number, type }) => `${type} ${number}`))
  const readers = new Map<string, Reporter>()
  for (const reporter of told.reporters)
    if (reporter.number !== undefined) readers.set(reporter.number, reporter)
  const owed = new Map<Reporter, number>()
  for (const deed of told.deeds) {
    count(found, 'deeds')
    const name = `${past[deed.type]} ${deed.number}`
    expectOnce(found, name, kept.get(name) ?? 0)
    const reader = readers.get(deed.number)
    if (!deed.isTold || !reader) continue
    owed.set(reader, (owed.get(reader) ?? 0) + 1)
    if (deed.mark === '') continue
    const lines = (read.get(reader) ?? []).filter(({ text }) => text.includes(deed.mark))
    expectOnce(found, `what ${reader.address} is to read of ${name}`, lines.length)
  }
  for (const [reader, times] of owed) compareNotices(found, reader, { read, times })
}

/** One line for each thing that happened, that there is something to read. */
function compareNotices(
  found: Findings,
  reporter: Reporter,
  { read, times }: Pick<ToRead, 'read'> & { readonly times: number },
): void {
  const { channel, address } = reporter
  const notices = (read.get(reporter) ?? []).filter(({ text }) =>
    text.startsWith('您有一条办理进度'),
  )
  count(found, 'notices', times)
  const name = `${channel} ${address}: ${notices.length} notices of ${times}`
  if (notices.length < times) found.missing.push(name)
  if (notices.length > times) found.doubled.push(name)
}

/** Of a file that did not arrive its reporter was told so, and asked for it again. */
export async function hearRefusals(house: House, told: Told): Promise<number> {
  for (const reporter of told.reporters) {
    if (reporter.refused || reporter.files.length === 0) continue
    const lines = await house.port.transcript(reporter.channel, reporter.address)
    if (!lines.some(({ from, text }) => from === 'office' && text.includes('文件没取到'))) continue
    reporter.refused = true
    reporter.files.pop()
    reporter.said.splice(reporter.said.indexOf(''), 1)
  }
  return told.reporters.filter(({ refused }) => refused).length
}

/** The number of a report as its reporter reads it now, where the drill had not heard it yet. */
export async function hearNumbers(house: House, told: Told): Promise<void> {
  for (const reporter of told.reporters) {
    if (reporter.number !== undefined) continue
    const lines = await house.port.transcript(reporter.channel, reporter.address)
    const said = lines.filter(({ from }) => from === 'office').map(({ text }) => text)
    const [number] = numbersIn(said.join('\n'))
    if (number !== undefined) reporter.number = number
  }
}
