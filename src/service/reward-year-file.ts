import { inCapitals } from '#core/reward-capitals.ts'
import { inFigures, type Fen } from '#core/reward-money.ts'
import { fewest } from '#core/reward-register.ts'
import type { YearSums } from '#core/reward-year.ts'
import type { Block } from '#paper/document.ts'
import { spreadsheet, type Sheet } from './figure-file.ts'
import type { YearReport } from './reward-year.ts'
import type { World } from './world.ts'
import { yearDay } from './year-day.ts'

type Content<V> = Extract<YearReport['content'], { readonly version: V }>

const titleOf = ({ areaName, year, content }: YearReport): string =>
  `${areaName}${year}年举报奖励年度报告${content.version === 'public' ? '（公开）' : ''}`

const upTo = ({ year, until }: YearReport): string =>
  until === `${year}-12-31` ? `${year}年全年` : `统计到${yearDay(until, 'zh-cn')}`

/** Of one office, or of the whole area. */
const reach = ({ content }: YearReport): string =>
  content.version === 'public' ? '公开' : content.whole ? '全辖区' : '本单位'

const yuan = (fen: Fen): number => fen / 100

const meanings: Readonly<Record<YearReport['content']['version'], readonly string[]>> = {
  office: [
    '件数和金额按发放的日期计，一次发放计一件；追回按追回的日期单列，不从当月发放里减。',
    '各月、各办法、各单位的合计都由明细加成，相互一致。没有举报编号、姓名和账号。内部使用，不对外公布。',
  ],
  public: [
    `满一个月的才列。同一个月、同一办法、同一等级不到 ${fewest} 件的不单独列，免得认出人；年满以后合计，合计仍不到 ${fewest} 件的不列。`,
    '不写举报的是什么、是谁，更不写举报人。',
  ],
}

/** As a spreadsheet: amounts in yuan as numbers. */
export async function yearXlsx(world: World, report: YearReport): Promise<Uint8Array> {
  const { content } = report
  const about: Sheet = {
    name: '说明',
    rows: [
      ['项目', '内容'],
      ['名称', titleOf(report)],
      ['时段', upTo(report)],
      ['范围', reach(report)],
      ...(report.demo ? [['注意', '演示，不是真实数据']] : []),
      ...meanings[content.version].map((one) => ['怎么算的', one]),
    ],
  }
  const sheets = content.version === 'public' ? publicSheets(content) : officeSheets(content)
  return await spreadsheet([...sheets, about], world.clock())
}

const sumHead = ['件数', '发放（元）', '追回（元）'] as const
const sumCells = ({ count, paid, recovered }: YearSums) => [count, yuan(paid), yuan(recovered)]

function officeSheets({ lines, months, schemes, offices, total }: Content<'office'>): Sheet[] {
  const summed = (name: string, head: string, rows: Content<'office'>['months']): Sheet => ({
    name,
    rows: [
      [head, ...sumHead],
      ...rows.map((row) => [row.name, ...sumCells(row)]),
      ['合计', ...sumCells(total)],
    ],
  })
  return [
    {
      name: '明细',
      rows: [
        ['月份', '单位', '办法', '等级', ...sumHead],
        ...lines.map((line) => [
          line.month,
          line.office,
          line.scheme,
          line.level,
          ...sumCells(line),
        ]),
        ['合计', '', '', '', ...sumCells(total)],
      ],
    },
    summed('按月', '月份', months),
    summed('按办法和等级', '办法和等级', schemes),
    summed('按单位', '单位', offices),
  ]
}

const publicSheets = ({ lines, rest }: Content<'public'>): Sheet[] => [
  {
    name: '发放情况',
    rows: [
      ['月份', '办法', '等级', '件数', '金额（元）'],
      ...lines.map(({ month, scheme, level, count, sum }) => [
        month,
        scheme,
        level,
        count,
        yuan(sum),
      ]),
      ...(typeof rest === 'object'
        ? [['其余合计', '', '', rest.count, yuan(rest.sum)]]
        : [[restWords(rest)]].filter(([words]) => words !== '')),
    ],
  },
]

function restWords(rest: Exclude<Content<'public'>['rest'], object>): string {
  if (rest === 'none') return ''
  return rest === 'too-few' ? `另有不到 ${fewest} 件，不列` : '不单独列的，这一年过完再合计'
}

/** The same as a paper to be read. */
export async function yearPdf(world: World, report: YearReport): Promise<Uint8Array> {
  const { sponsor } = world.operator.read(report.area)
  const { openTypeface } = await import('#paper/font.ts')
  const { figuresPdf } = await import('#paper/figures-pdf.ts')
  return await figuresPdf(
    {
      issuer: sponsor ?? `${report.areaName}医疗卫生综合监管协调岗`,
      title: titleOf(report),
      span: `${upTo(report)}，${reach(report)}`,
      blocks: blocksOf(report),
      at: new Date(world.clock()),
      ...(report.demo ? { demo: world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】' } : {}),
    },
    await openTypeface(),
  )
}

function blocksOf({ content }: YearReport): readonly Block[] {
  const own = content.version === 'public' ? publicBlocks(content) : officeBlocks(content)
  return [
    ...own,
    { kind: 'heading', text: '这些数怎么算' },
    ...meanings[content.version].map((one): Block => ({ kind: 'small', text: one })),
  ]
}

const heading = (text: string): Block => ({ kind: 'heading', text })
const text = (words: string): Block => ({ kind: 'text', text: words })

function officeBlocks(content: Content<'office'>): readonly Block[] {
  const { lines, months, schemes, offices, total } = content
  const sums = `发放 ${total.count} 件，${inFigures(total.paid)} 元（${inCapitals(total.paid)}）；追回 ${inFigures(total.recovered)} 元。`
  if (lines.length === 0) return [heading('一、总的情况'), text('没有发放。')]
  const words = (row: YearSums) => [
    String(row.count),
    inFigures(row.paid),
    inFigures(row.recovered),
  ]
  const summed = (title: string, head: string, rows: Content<'office'>['months']): Block[] => [
    heading(title),
    {
      kind: 'table',
      widths: [3, 1, 1.6, 1.6],
      rows: [
        [head, ...sumHead],
        ...rows.map((row) => [row.name, ...words(row)]),
        ['合计', ...words(total)],
      ],
    },
  ]
  return [
    heading('一、总的情况'),
    text(sums),
    ...summed('二、按月', '月份', months),
    ...summed('三、按办法和等级', '办法和等级', schemes),
    ...summed('四、按单位', '单位', offices),
    heading('五、明细'),
    {
      kind: 'table',
      widths: [1.2, 2.6, 2.6, 1, 0.8, 1.5, 1.5],
      rows: [
        ['月份', '单位', '办法', '等级', ...sumHead],
        ...lines.map((line) => [line.month, line.office, line.scheme, line.level, ...words(line)]),
        ['合计', '', '', '', ...words(total)],
      ],
    },
  ]
}

function publicBlocks({ lines, rest }: Content<'public'>): readonly Block[] {
  const words =
    typeof rest === 'object'
      ? `其余合计 ${rest.count} 件，${inFigures(rest.sum)} 元`
      : restWords(rest)
  return [
    heading('发放情况'),
    ...(lines.length === 0
      ? [text(rest === 'none' ? '没有发放。' : '没有可以单独列出的。')]
      : [
          {
            kind: 'table',
            widths: [1.2, 3, 1.2, 1, 1.6],
            rows: [
              ['月份', '办法', '等级', '件数', '金额（元）'],
              ...lines.map(({ month, scheme, level, count, sum }) => [
                month,
                scheme,
                level,
                String(count),
                inFigures(sum),
              ]),
            ],
          } as const,
        ]),
    ...(words === '' ? [] : [text(`${words}。`)]),
  ]
}
