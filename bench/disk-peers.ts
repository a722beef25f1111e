/**
 * Conversations on disk: what others make of a message that is to survive a restart, beside this office.
 * `node bench/disk-peers.ts [--users 40] [--at 1,64] [--keep]`. The peers hold the conversation of `script.ts` and file a line;
 * the office holds its own, inside the process, with all that it does to a message: seal, journal, audit, outbox.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBeside } from '../test/crash/setting.ts'
import { check, drive } from './drive.ts'
import type { Peer } from './peer.ts'
import { conversationsInFiles, conversationsSynced, lowdbFile } from './peers/on-disk.ts'
import { aCounty } from './road/county.ts'
import { aPage, load, number } from './road/page.ts'
import { rideInside } from './road/ride.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '40' },
    at: { type: 'string', default: '1,64' },
    keep: { type: 'boolean', default: false },
  },
})
const users = Number(values.users)
const flights = values.at.split(',').map(Number)

const makers: readonly (readonly [string, boolean, (dir: string) => Peer | Promise<Peer>])[] = [
  ['grammY + conversations, files (storage-file)', false, conversationsInFiles],
  ['grammY + conversations, files synced', true, conversationsSynced],
  ['plain reducer, lowdb file', false, async (dir) => await lowdbFile(dir, false)],
  [
    'plain reducer, lowdb file with 10,000 reports in it',
    false,
    async (dir) => await lowdbFile(dir, false, 10_000),
  ],
  ['plain reducer, lowdb file synced', true, async (dir) => await lowdbFile(dir, true)],
]

const page = aPage('Conversations on disk')
const rows: string[][] = []
for (const atOnce of flights) {
  const count = users * (atOnce === 1 ? 1 : 8)
  for (const [name, isDurable, make] of makers) {
    const dir = mkdtempSync(join(tmpdir(), 'yijian-peer-'))
    const peer = await make(dir)
    await check(peer)
    const { messages, cpu } = await drive(peer, count, atOnce, 1_000_000)
    rmSync(dir, { recursive: true, force: true })
    rows.push([
      name,
      isDurable ? 'yes' : 'no',
      String(atOnce),
      number(messages),
      number(cpu / 1000, 2),
      load(),
    ])
  }
  rows.push([...(await office(atOnce, count)), load()])
}
page.table(['engine', 'durable', 'at once', 'messages a second', 'CPU ms each', 'load'], rows)
if (values.keep) page.keep('disk-peers')

/** The messages and the filing one together, as of the peers. */
async function office(atOnce: number, people: number): Promise<string[]> {
  await using county = await aCounty('sqlite')
  const house = await openBeside(county.env)
  await rideInside(house, { atOnce: 8, people: 8, watched: {} })
  const { talk, filing } = await rideInside(house, { atOnce, people, watched: {} })
  await house.close()
  const count = talk.count + filing.count
  const cpu = (talk.cpu['driver'] ?? 0) + (filing.cpu['driver'] ?? 0)
  const rate = count / (talk.seconds + filing.seconds)
  return [
    '**Yijian**, the whole office',
    'yes',
    String(atOnce),
    number(rate),
    number((1000 * cpu) / count, 2),
  ]
}
