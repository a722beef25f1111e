import { may, type Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { ok, type Result } from '#core/result.ts'
import type { CaseFilePaper, PagePicture } from '#paper/case-file-pdf.ts'
import { evidenceOfCase, type EvidenceRow } from '#store/evidence.ts'
import { visibleCase } from './case-file.ts'
import { caseFileSections, evidenceName } from './case-file-sections.ts'
import { deskCase, type DeskCase } from './desk-case.ts'
import { versionFor } from './desk-evidence.ts'
import { formTexts, type Paper } from './papers.ts'
import type { PaperWords } from './paper-words.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { isDemoArea } from './world.ts'

interface Asked {
  readonly number: string
  readonly words: PaperWords
  /** Told after each picture. */
  readonly progress?: (done: number, total: number) => Promise<void>
  /** How many pictures it may hold; as many as a reader of PDF and this machine take well unless told. */
  readonly most?: number
}

/** The rest stands in the list alone. */
const mostPictures = 200
const mostBytes = 48 * 1024 * 1024

/** 卷宗: all that an officer may read of a case in one file. It is on record, and so is that its pictures were read. */
export async function caseFileOf(
  world: Sealed,
  officer: Officer,
  asked: Asked,
): Promise<Result<Paper>> {
  const { number, words, most = mostPictures } = asked
  const read = await world.db.transaction(async (tx) => {
    const open = await visibleCase(world, tx, officer, number)
    if (!open.ok) return open
    const right = may(officer, 'read-evidence', open.value.case)
    if (!right.ok) return right
    const file = await deskCase(world, tx, open.value, officer)
    const rows = await evidenceOfCase(tx, open.value.id)
    const demo = await isDemoArea(world, tx, file.file.area)
    await trace(world, tx, officer, { action: 'case-file-made', subject: number })
    return ok({ file, rows, demo })
  })
  if (!read.ok) return read
  const { file, rows, demo } = read.value
  const pictures = rows.filter(isPicture).slice(0, most)
  const left = rows.filter(isPicture).length - pictures.length
  const { openTypeface } = await import('#paper/font.ts')
  const { caseFilePdf } = await import('#paper/case-file-pdf.ts')
  const drawing = { rows, pictures, asked, left }
  const paper = paperFrom(
    world,
    { file, demo, words, forms: formTexts(world, file, { officer, words }) },
    drawing,
  )
  const bytes = await caseFilePdf(paper, await openTypeface())
  return ok({ name: `${number}-file.pdf`, type: 'application/pdf', bytes })
}

const isPicture = (row: EvidenceRow): boolean =>
  row.type.startsWith('image/') && versionFor(row) === 'cleaned'

interface Read {
  readonly file: DeskCase
  readonly demo: boolean
  readonly words: PaperWords
  readonly forms: ReturnType<typeof formTexts>
}

interface Drawing {
  readonly rows: readonly EvidenceRow[]
  readonly pictures: readonly EvidenceRow[]
  readonly left: number
  readonly asked: Asked
}

function paperFrom(world: Sealed, read: Read, drawing: Drawing): CaseFilePaper {
  const { file, demo, words } = read
  const now = world.clock()
  const [first] = file.file.matters
  return {
    issuer: `${file.areaName}医疗卫生监督举报`,
    number: file.file.number,
    title: '卷　宗',
    cover: [
      ['事项', file.offenceNames[first?.offence ?? ''] ?? '还没有归类'],
      ['登记时间', words.time(file.file.receivedAt)],
      ['承办单位', [...new Set(file.tasks.map(({ officeName }) => officeName))].join('、')],
      ['打印日期', words.fullDay(dayOf(now))],
      ['材料', `${drawing.rows.length} 份，其中印出照片 ${drawing.pictures.length} 份`],
    ],
    sections: caseFileSections({ ...read, rows: drawing.rows, left: drawing.left }),
    most: drawing.pictures.length,
    pictures: picturePages(world, drawing),
    at: new Date(now),
    ...(demo ? { demo: world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】' } : {}),
  }
}

async function* picturePages(
  { vault }: Sealed,
  { rows, pictures, asked }: Drawing,
): AsyncGenerator<PagePicture> {
  const { pagePicture } = await import('#vault/page-picture.ts')
  let bytes = 0
  for (const [n, row] of pictures.entries()) {
    const name = evidenceName(row, rows.indexOf(row))
    if (bytes > mostBytes) {
      yield { name: `其余 ${pictures.length - n} 张照片太大，没有印出，请在系统里看` }
      return
    }
    const { bytes: cleaned } = await vault.readEvidence(row, 'cleaned')
    const jpeg = await pagePicture(cleaned)
    bytes += jpeg.length
    yield { name, jpeg }
    await asked.progress?.(n + 1, pictures.length)
  }
}
