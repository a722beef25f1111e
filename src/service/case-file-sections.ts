import type { CaseFilePaper } from '#paper/case-file-pdf.ts'
import type { Block, FactRow } from '#paper/document.ts'
import type { EvidenceRow } from '#store/evidence.ts'
import type { DeskCase } from './desk-case.ts'
import { versionFor } from './desk-evidence.ts'
import type { PaperWords } from './paper-words.ts'

interface Ground {
  readonly file: DeskCase
  readonly words: PaperWords
  readonly rows: readonly EvidenceRow[]
  /** Pictures that are not drawn because there are too many. */
  readonly left: number
  /** The forms that the case has by now. */
  readonly forms: readonly { readonly title: string; readonly body: readonly Block[] }[]
}

type Sections = CaseFilePaper['sections']

const text = (words: string): Block => ({ kind: 'text', text: words })
const heading = (words: string): Block => ({ kind: 'heading', text: words })
const quote = (words: string): Block => ({ kind: 'quote', text: words })
const small = (words: string): Block => ({ kind: 'small', text: words })

/** The parts of a case file, in the order a file is read. */
export function caseFileSections(ground: Ground): Sections {
  return [
    { title: '一、反映的内容', blocks: claim(ground) },
    { title: '二、分办依据', blocks: reasons(ground) },
    { title: '三、承办单位和期限', blocks: [tasks(ground)] },
    { title: '四、办理经过', blocks: history(ground) },
    {
      title: '五、文书',
      blocks:
        ground.forms.length === 0
          ? [text('还没有文书。')]
          : ground.forms.flatMap(({ title, body }) => [heading(title), ...body]),
    },
    { title: '六、材料清单', blocks: evidence(ground) },
  ]
}

function claim({ file, words }: Ground): readonly Block[] {
  const { facts, matters, supplements, questions } = file.file
  const rows: readonly FactRow[] = [
    [
      '事项',
      matters
        .map(({ stream, offence }) =>
          [words.streams[stream], file.offenceNames[offence] ?? '还没有归类'].join('：'),
        )
        .join('\n'),
    ],
    ['被举报方', facts.who ?? '没有说'],
    ['地点', facts.where],
    ['时间', facts.when ?? '没有说'],
    ['现状', facts.ongoing ? words.ongoings[facts.ongoing] : '没有说'],
    ...(facts.elsewhere ? [['反映过', facts.elsewhere] as const] : []),
  ]
  return [
    { kind: 'facts', rows },
    heading('举报人原话'),
    quote(facts.what),
    ...supplements.flatMap((one) => [
      heading(`补充（${words.time(one.at)}）`),
      quote(one.text || '（只有材料）'),
    ]),
    ...questions.flatMap(({ text: asked, askedAt, answer }) => [
      heading(`问（${words.time(askedAt)}）`),
      text(asked),
      heading('答'),
      quote(answer ? answer.text || '不愿回答' : '还没有答复'),
    ]),
    small('举报人的姓名、电话、账号另行保管，不在本卷宗里。涂黑的字是为保护举报人遮盖的。'),
  ]
}

function reasons({ file, words }: Ground): readonly Block[] {
  const parts = file.file.matters.flatMap(({ id, offence, explanation, ruling }) => {
    const clause = file.clauses[id]
    return [
      heading(file.offenceNames[offence] ?? '还没有归类'),
      text(words.explanation(explanation, file)),
      ...(clause ? [quote(`${clause.clause} ${clause.heading}\n${clause.asWritten}`)] : []),
      ...(ruling
        ? [text(`分办理由：${ruling.reason}${ruling.basis ? `；依据：${ruling.basis}` : ''}`)]
        : []),
    ]
  })
  const number = file.planNumber ? `（${file.planNumber}）` : ''
  return [
    ...parts,
    small(`依据：${file.planTitle}${number}，${words.fullDay(file.planIssuedOn)}印发。`),
  ]
}

const tasks = ({ file, words }: Ground): Block => ({
  kind: 'table',
  widths: [2.6, 1.4, 1.4, 2, 1.6],
  rows: [
    ['单位', '分工', '状态', '期限', '结果'],
    ...file.tasks.map((task) => [
      task.officeName,
      words.roles[task.role],
      words.states[task.state],
      words.fullDay(task.due.on),
      task.state === 'concluded' ? words.outcomes[task.outcome] : '',
    ]),
  ],
})

/** A suspicion of bad faith is kept apart; a file goes through more hands than those who may know of it. */
function history({ file, words }: Ground): readonly Block[] {
  const events = file.history.filter(
    ({ type }) => !type.startsWith('suspi') && type !== 'suspected',
  )
  return [
    {
      kind: 'table',
      widths: [2.1, 1.5, 2, 4],
      rows: [
        ['时间', '办理', '经办', '内容'],
        ...events.map((event) => [
          words.time(event.at),
          words.event(event),
          words.actor(event),
          event.text ?? '',
        ]),
      ],
    },
  ]
}

const kinds: Readonly<Record<string, string>> = {
  image: '照片',
  voice: '录音',
  video: '录像',
  document: '文件',
}

/** 照片 3; the name a sender gave a file may tell who they are. */
export const evidenceName = ({ kind }: Pick<EvidenceRow, 'kind'>, n: number): string =>
  `材料 ${n + 1}（${kinds[kind] ?? '其他'}）`

function evidence({ rows, left }: Ground): readonly Block[] {
  if (rows.length === 0) return [text('没有材料。')]
  return [
    {
      kind: 'table',
      widths: [1.9, 2.2, 1.1, 4, 2],
      rows: [
        ['材料', '格式', '大小', '原件指纹', '说明'],
        ...rows.map((row, n) => [
          evidenceName(row, n),
          row.type,
          `${Math.max(1, Math.round(row.size / 1024))} KB`,
          row.digest,
          notes[versionFor(row)](row),
        ]),
      ],
    },
    ...(left > 0 ? [text(`照片太多，另有 ${left} 张没有印在后面，请在系统里看。`)] : []),
    small('指纹是原件的摘要值，可以核对原件有没有动过。照片印的是去掉拍摄地点等信息的副本。'),
  ]
}

const notes: Readonly<Record<ReturnType<typeof versionFor>, (row: EvidenceRow) => string>> = {
  cleaned: ({ type }) => (type.startsWith('image/') ? '附后' : '在系统里打开'),
  original: () => '在系统里打开，只用于办案',
  none: () => '原件封存，不能打开',
  infected: () => '查出病毒，已隔离',
}
