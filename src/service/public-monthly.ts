import type { AreaCode } from '#core/plan.ts'
import type { PublicDecision, Published } from '#core/publication.ts'
import { startOf } from '#core/clock.ts'
import { lastOf } from '#core/period.ts'
import type { Block } from '#paper/document.ts'
import { listPublic, publishedOf, type PublicItem } from './publish.ts'
import { readFigures, type OutFigures } from './public-figures.ts'
import { isDemoArea, type World } from './world.ts'
import { yearDay } from './year-day.ts'

const most = 500

/** Months in which anything came out, the newest first. */
export async function monthsPublished(world: World, area: AreaCode): Promise<readonly string[]> {
  const months = new Set<string>()
  for (const kind of ['decision', 'bulletin', 'answer', 'statistics'] as const)
    for (const { publishedOn } of await listPublic(world, { area, kind, limit: most }))
      months.add(publishedOn.slice(0, 7))
  return [...months].toSorted().toReversed()
}

interface Asked {
  readonly area: AreaCode
  readonly month: string
  readonly offence: (code: string) => string
  /** Of the letter that a group of offences begins with. */
  readonly group: (letter: string) => string
  readonly penalty: (decision: PublicDecision) => string
}

/** 每月公报: what came out in a month, as a paper. Nothing stands in it that does not stand on the pages. */
export async function monthlyBulletin(
  world: World,
  { area, month, offence, group, penalty }: Asked,
): Promise<Uint8Array | undefined> {
  const plan = world.packs.areas.get(area)?.plan
  if (!plan || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return undefined
  const [since, until] = [`${month}-01`, lastOf(month)]
  const span = { area, since, until, limit: most }
  const decisions = await publishedOf(world, span)
  const bulletins = await listPublic(world, { ...span, kind: 'bulletin' })
  const answers = await listPublic(world, { ...span, kind: 'answer' })
  const figures = (await readFigures(world, area)).filter(
    ({ publishedOn }) => publishedOn >= since && publishedOn <= until,
  )
  if (decisions.length + bulletins.length + answers.length + figures.length === 0) return undefined
  const demo = await world.db.read(async (tx) => await isDemoArea(world, tx, area))
  const { sponsor } = world.operator.read(area)
  const { openTypeface } = await import('#paper/font.ts')
  const { figuresPdf } = await import('#paper/figures-pdf.ts')
  return await figuresPdf(
    {
      issuer: sponsor ?? `${plan.area.name}医疗卫生综合监管协调岗`,
      title: `${plan.area.name}医疗卫生监督公报`,
      span: `${yearDay(since, 'zh-cn')}至${yearDay(until, 'zh-cn')}公布的内容`,
      blocks: [
        ...decisionBlocks(decisions, { offence, penalty }),
        ...itemBlocks('二、典型案例', bulletins),
        ...itemBlocks('三、回应关切', answers),
        ...figureBlocks(figures, group),
      ],
      at: new Date(startOf(until)),
      ...(demo ? { demo: world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】' } : {}),
    },
    await openTypeface(),
  )
}

const heading = (text: string): Block => ({ kind: 'heading', text })
const words = (text: string): Block => ({ kind: 'text', text })

function decisionBlocks(
  entries: readonly Published[],
  { offence, penalty }: Pick<Asked, 'offence' | 'penalty'>,
): readonly Block[] {
  const lines = entries.flatMap(({ decision }) =>
    decision
      ? [[decision.unit, offence(decision.offence), penalty(decision), decision.number]]
      : [],
  )
  if (lines.length === 0) return [heading('一、处罚决定'), words('本月没有公布。')]
  return [
    heading('一、处罚决定'),
    {
      kind: 'table',
      rows: [['当事人', '违法类别', '处罚内容', '文号'], ...lines],
      widths: [3, 3, 4, 3],
    },
  ]
}

function itemBlocks(title: string, items: readonly PublicItem[]): readonly Block[] {
  const blocks = items.flatMap(({ versions }): readonly Block[] => {
    const content = versions.at(-1)?.content
    if (content?.kind === 'bulletin') {
      const { title: name, found, handled, law, reminder } = content.bulletin
      return [words(name), ...[found, handled, law, reminder].map(words)]
    }
    if (content?.kind === 'answer') {
      const { question, answer, organ } = content.answer
      return [words(`问：${question}`), words(`答：${answer}`), words(organ)]
    }
    return []
  })
  return blocks.length === 0 ? [] : [heading(title), ...blocks]
}

function figureBlocks(
  figures: readonly OutFigures[],
  group: (letter: string) => string,
): readonly Block[] {
  return figures.flatMap(({ figures: { from, to, total, fewest, by } }): readonly Block[] => [
    heading(`四、统计（${from === to ? from : `${from} 至 ${to}`}）`),
    words(`办结 ${total} 件。不到 ${fewest} 件的不单列。`),
    {
      kind: 'bars',
      rows: by.offence.listed.map(({ key, count }) => ({
        name: group(key),
        note: `${count} 件`,
        bars: [{ value: count, kind: 'usual' }],
      })),
    },
    ...(by.offence.rest > 0 ? [words(`其余各类合计 ${by.offence.rest} 件。`)] : []),
  ])
}
