import type { AreaCode } from '#core/plan.ts'
import type { Answers } from '#conversation/flow.ts'
import type { ChannelId } from '#conversation/message.ts'
import type { Tx } from '#store/transaction.ts'
import { noticeFor } from './notice.ts'
import { casesHere } from './places.ts'
import { isDemoArea, type World } from './world.ts'

interface Beginning {
  readonly area?: AreaCode
  readonly handle: string
  readonly channel: ChannelId
}

/** What a conversation knows before its first message. */
export async function beginWith(world: World, tx: Tx, beginning: Beginning): Promise<Answers> {
  const cases = await casesHere(world, tx, beginning.handle)
  return {
    ...(await areaAnswers(world, tx, beginning.area)),
    platform: world.channels.get(beginning.channel)?.platform ?? null,
    hasReport: cases.length > 0 ? 'yes' : 'no',
  }
}

/** Everything the words say about an area; an unknown one counts as a demo, since nobody answers for it. */
export async function areaAnswers(
  world: World,
  tx: Tx,
  area: AreaCode | undefined,
): Promise<Answers> {
  const pack = area === undefined ? undefined : world.packs.areas.get(area)
  const { link, base } = noticeFor(world, pack && area)
  const told = { noticeLink: link, base }
  if (area === undefined || !pack)
    return { area: null, areaName: null, demo: 'yes', phone: '12345', ...told }
  const { telephone } = world.operator.read(area)
  return {
    area,
    areaName: pack.plan.area.name,
    demo: (await isDemoArea(world, tx, area)) ? 'yes' : 'no',
    phone: telephone || '12345',
    ...told,
  }
}
