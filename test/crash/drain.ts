import type { House } from '../../src/house.ts'
import type { Fleet } from './fleet.ts'
import { pause } from './seeded.ts'

const aMinute = 60_000

/** Lets the processes say all they still owe; their clock goes ahead, past leases and pauses. Gives how much is left. */
export async function drain(house: House, fleet: Fleet): Promise<number> {
  const begin = fleet.ahead() + 2 * 60 * aMinute
  for (let n = 0; n < 240; n += 1) {
    const left = await owedIn(house)
    if (left === 0) return 0
    if (n % 8 === 2) fleet.setClock(begin + n * aMinute)
    await pause(250)
  }
  return await owedIn(house)
}

const owedIn = async ({ world }: House): Promise<number> =>
  await world.db.read(async (tx) => {
    const messages = await tx
      .selectFrom('outbox')
      .select('id')
      .where('state', 'in', ['owed', 'sending', 'uncertain'])
      .execute()
    const notices = await tx
      .selectFrom('noticesOwed')
      .select('id')
      .where('state', 'in', ['owed', 'sending'])
      .execute()
    return messages.length + notices.length
  })
