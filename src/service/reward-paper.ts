import type { Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { ok, type Result } from '#core/result.ts'
import type { Line } from '#core/reward-calculation.ts'
import { inCapitals } from '#core/reward-capitals.ts'
import { inFigures } from '#core/reward-money.ts'
import { settledTerm } from '#core/reward-scheme.ts'
import type { Block, FactRow, OfficialPaper } from '#paper/document.ts'
import type { Tx } from '#store/transaction.ts'
import { viewOf, type ClaimView } from './claim-view.ts'
import { visibleReward } from './reward-act.ts'
import { termWords } from './reward-told.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { isDemoArea, officesIn } from './world.ts'
import { yearDay } from './year-day.ts'

/** A file to be saved. */
export interface NoticePaper {
  readonly name: string
  readonly bytes: Uint8Array
}

/** 举报奖励通知书 for an officer who sees the reward: to be handed over at a counter. On record. */
export async function noticeForOfficer(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<NoticePaper | undefined>> {
  const made = await world.db.transaction(async (tx) => {
    const found = await visibleReward(world, tx, officer, id)
    if (!found.ok) return found
    if (found.value.reward.notices.length === 0) return ok(undefined)
    await trace(world, tx, officer, { action: 'paper-reward-notice', subject: id })
    return ok(await noticePaper(world, tx, viewOf(world, found.value, 'passcode')))
  })
  if (!made.ok) return made
  return ok(made.value && (await asFile(made.value)))
}

export async function asFile(paper: OfficialPaper): Promise<NoticePaper> {
  const { openTypeface } = await import('#paper/font.ts')
  const { officialPdf } = await import('#paper/official-pdf.ts')
  return { name: 'notice.pdf', bytes: await officialPdf(paper, await openTypeface()) }
}

/** The notice as an official paper. A number stands where the name would; nothing tells what it was about, or whom. */
export async function noticePaper(world: Sealed, tx: Tx, view: ClaimView): Promise<OfficialPaper> {
  const { reward, officeId, number } = view
  const notice = reward.notices.at(-1)
  const offices = await officesIn(world, tx, reward.area)
  const office = offices.find(({ id }) => id === officeId)?.name ?? ''
  const demo = await isDemoArea(world, tx, reward.area)
  const { telephone } = world.operator.read(reward.area)
  const at = notice?.at ?? world.clock()
  return {
    issuer: office,
    signer: `${office}（盖章）`,
    number: notice?.number ?? '',
    title: '举报奖励通知书',
    to: `举报人（编号${number}）`,
    body: [...noticeBlocks(view), secrecy],
    day: yearDay(dayOf(at), 'zh-cn'),
    contact: `联系人：${office}举报奖励经办岗、举报奖励复核岗。${
      telephone ? `联系电话：${telephone}` : '联系电话：演示辖区没有填写'
    }`,
    attachments: [receiptSlip(view), waiver(view)],
    at: new Date(at),
    ...(demo ? { demo: world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】' } : {}),
  }
}

const text = (words: string): Block => ({ kind: 'text', text: words })
const heading = (words: string): Block => ({ kind: 'heading', text: words })

const secrecy = text(
  '本通知书只写编号，不写姓名，不写举报的内容和被举报的单位、个人。请妥善保管，不要转给别人。工作人员不得打听、透露举报人是谁。',
)

/** The body, the same on paper and on the page. */
export function noticeBlocks(view: ClaimView): readonly Block[] {
  const { number, receivedOn, reward } = view
  const { document } = reward.scheme
  return [
    text(
      `您${yearDay(receivedOn, 'zh-cn')}的举报（编号${number}）${resultWords(view)}。按照《${document.title}》（${document.number}），决定给予奖励人民币 ${inFigures(reward.sum)} 元（大写：${inCapitals(reward.sum)}）。`,
    ),
    { kind: 'facts', rows: noticeRows(view) },
    heading('怎么领'),
    ...howToClaim(view).map(text),
  ]
}

function resultWords({ outcome, reward }: ClaimView): string {
  if (outcome === 'transferred-to-police' || outcome === 'transferred-to-discipline')
    return '经核查，已经移送有权机关处理'
  return reward.facts.base > 0 ? '经查证属实，已经作出处理决定' : '经查证属实'
}

function noticeRows({ number, reward, until }: ClaimView): readonly FactRow[] {
  const { scheme, calculation, sum } = reward
  const own = calculation.shares.find((one) => one.number === reward.report)
  const lines = [...calculation.lines, ...(own?.lines ?? [])]
  const term = settledTerm(scheme, 'claim')
  return [
    ['身份代码', `举报编号 ${number}（代替姓名）`],
    ['依据', `《${scheme.document.title}》（${scheme.document.number}）`],
    ...lines.map((line) => [stepNames[line.step], lineWords(line)] as const),
    ['奖励金额', `${inFigures(sum)} 元\n${inCapitals(sum)}`],
    [
      '领取期限',
      `${until ? `${yearDay(until, 'zh-cn')}前` : `自收到本通知之日起${termWords(term.value)}内`}（${term.article}）。逾期未领取视为放弃。`,
    ],
  ]
}

const stepNames: Readonly<Record<Line['step'], string>> = {
  base: '计算基数',
  share: '等级和比例',
  insider: '内部人员',
  least: '最低额',
  most: '上限',
  order: '按办法分配',
  joint: '联名分配',
}

/**
 * Never the number of the decision: it leads to whom it was about. Nor which place among how many: nobody learns from a
 * notice that others reported too, or how many.
 */
function lineWords({ step, after, article, facts }: Line): string {
  const level = step === 'share' ? `${facts['level'] ?? ''}，` : ''
  return `${level}${inFigures(after)} 元（${article}）`
}

function howToClaim({ reward, ways, standing }: ClaimView): readonly string[] {
  const proxy = settledTerm(reward.scheme, 'proxy').value
  const isAnonymous = standing === 'anonymous'
  return [
    '在原来的聊天里回“领奖”，或者打开本系统的“领奖”网页，按提示选。',
    isAnonymous
      ? '凭举报编号（身份代码）和领奖凭证领，不用说姓名。凭证只在登记时给过一次，丢了不能补。'
      : '实名举报的，带本人有效身份证件；匿名的，凭举报编号（身份代码）和领奖凭证。',
    ...(ways.length === 0 ? ['匿名的不能直接领，愿意留姓名的，可以到柜台实名领。'] : []),
    ...(ways.includes('counter') ? ['到柜台领：说出取奖码，由两位工作人员核对。'] : []),
    ...(ways.includes('transfer')
      ? [`转账：提供收款账户${isAnonymous ? '' : '，户名要是举报人本人'}，由财政打款。`]
      : []),
    proxy
      ? '请人代领：代领人带委托书、双方身份证件（匿名的，委托书写编号）和取奖码。'
      : '按办法不能由别人代领。',
    '不要的，可以放弃，填附件2或者在领奖的聊天、网页里说。',
  ]
}

const blank = '　　　　　　　　'

const receiptSlip = ({ number, reward }: ClaimView) => ({
  title: '举报奖励领取回执',
  body: [
    {
      kind: 'facts',
      rows: [
        ['通知书文号', reward.notices.at(-1)?.number ?? ''],
        ['举报编号', number],
        ['领取金额', `${inFigures(reward.sum)} 元（${inCapitals(reward.sum)}）`],
        ['领取方式', '□ 柜台　□ 转账　□ 代领'],
        ['领取人', `签名或者身份代码：${blank}`],
        ['工作人员一', blank],
        ['工作人员二', blank],
        ['日期', '　　　　年　　月　　日'],
      ],
    },
    text('本回执由发放单位单独保管，查阅要经批准并登记。'),
  ] as readonly Block[],
})

const waiver = ({ number, reward }: ClaimView) => ({
  title: '放弃举报奖励声明',
  body: [
    text(
      `本人（举报编号${number}）自愿放弃通知书 ${reward.notices.at(-1)?.number ?? ''} 所列的奖励 ${inFigures(reward.sum)} 元。放弃以后不再领取。`,
    ),
    text(`签名或者身份代码：${blank}`),
    text('日期：　　　　年　　月　　日'),
  ],
})
