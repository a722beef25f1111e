import { PDFDocument } from '@cantoo/pdf-lib'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { bareJpeg } from '#vault/bare-jpeg.ts'
import { cleanApart } from '#vault/clean-apart.ts'
import { cleanOffice, oldOffice } from '#vault/clean-office.ts'
import { cleanPdf } from '#vault/clean-pdf.ts'
import {
  aLockedPdf,
  anOldDocument,
  aPackedBomb,
  aPdf,
  officeFiles,
  SAID,
} from './sample-documents.ts'
import { aPhoto, MARK } from './sample-files.ts'

const has = (bytes: Uint8Array, text: string): boolean =>
  ['latin1', 'utf16le'].some((how) => Buffer.from(bytes).includes(text, 0, how as 'latin1'))

describe('a PDF', () => {
  it('keeps its pages and loses author, program, attachment, script, notes’ names and the photo’s device', async () => {
    const given = await aPdf()
    expect(has(given, MARK)).toBe(true)
    const copy = (await cleanPdf(given)) ?? new Uint8Array()
    const seen = await PDFDocument.load(copy, { updateMetadata: false })
    const plain = await seen.save({ useObjectStreams: false })
    for (const bytes of [copy, plain]) {
      expect(has(bytes, MARK)).toBe(false)
      for (const told of [
        'JavaScript',
        'EmbeddedFile',
        'Metadata',
        'CreationDate',
        'Producer',
        '/URI',
        'Exif',
      ])
        expect(has(bytes, told), told).toBe(false)
    }
    expect(seen.getPageCount()).toBe(1)
    expect(seen.getAuthor()).toBeUndefined()
    expect(has(plain, '/DCTDecode')).toBe(true)
    expect(has(plain, '/Square')).toBe(true)
  })

  it.each([
    ['locked', aLockedPdf],
    ['cut', async () => (await aPdf()).subarray(0, 400)],
    ['empty', async () => await Promise.resolve(Buffer.from('%PDF-1.7\n%%EOF\n'))],
  ])('that is %s is not promised to be clean', async (_, given) => {
    expect(await cleanPdf(await given())).toBeUndefined()
  })

  it('with a page for browsers before and behind it loses that', async () => {
    const script = Buffer.from('<script>alert(1)</script>')
    const copy = await cleanPdf(Buffer.concat([await aPdf(), script]))
    expect(has(copy ?? script, 'script')).toBe(false)
  })
})

describe('a photo in a document', () => {
  it('loses what its camera wrote, and not one pixel', async () => {
    const photo = await aPhoto('jpeg')
    const bare = bareJpeg(Buffer.concat([photo, Buffer.from(MARK)])) ?? new Uint8Array()
    expect(has(bare, MARK)).toBe(false)
    const { default: sharp } = await import('sharp')
    expect((await sharp(bare).raw().toBuffer()).equals(await sharp(photo).raw().toBuffer())).toBe(
      true,
    )
  })
})

describe('a document of Word, Excel or PowerPoint', () => {
  it.each(['wordprocessingml', 'spreadsheetml', 'presentationml'])(
    'of %s keeps its words and loses names, paths, days and the photo’s device',
    async (kind) => {
      const [, given] =
        Object.entries(await officeFiles()).find(([type]) => type.includes(kind)) ?? []
      const parts = unzipSync((await cleanOffice(given ?? new Uint8Array())) ?? new Uint8Array())
      const all = Buffer.concat(Object.values(parts))
      expect(has(all, MARK)).toBe(false)
      expect(has(all, '2026-03-04')).toBe(false)
      expect(has(all, kind === 'wordprocessingml' ? 'a remark' : SAID.slice(0, 3))).toBe(
        kind !== 'presentationml' || has(all, SAID),
      )
      const links = Object.entries(parts).filter(([name]) => name.endsWith('.rels'))
      expect(links.length).toBeGreaterThan(0)
      expect(
        Object.keys(parts).filter((name) => /docProps|people|Authors|printer/.test(name)),
      ).toEqual([])
      expect(has(all, 'docProps')).toBe(false)
    },
  )

  it('that unpacks to more than any document is given up before it is unpacked', async () => {
    expect(await cleanOffice(await aPackedBomb())).toBeUndefined()
  })

  it('with a picture that cannot be drawn anew is not promised to be clean', async () => {
    const [given] = Object.values(await officeFiles())
    const parts = { ...unzipSync(given ?? new Uint8Array()), 'word/media/a.emf': Buffer.from(MARK) }
    expect(await cleanOffice(zipSync(parts))).toBeUndefined()
  })
})

it('an old document is known by what lies in it, and one with programs is not kept', () => {
  expect(oldOffice(anOldDocument())).toBe('application/msword')
  expect(oldOffice(anOldDocument('Workbook'))).toBe('application/vnd.ms-excel')
  expect(oldOffice(anOldDocument('WordDocument\0Macros'))).toBeUndefined()
  expect(oldOffice(anOldDocument('Installer'))).toBeUndefined()
})

describe('a file that would keep the house busy', () => {
  it('is given up after its time, and the next one is cleaned', async () => {
    const bytes = await aPdf()
    expect(await cleanApart({ how: 'pdf', bytes }, { longest: 1, most: 1e12 })).toBeUndefined()
    expect(await cleanApart({ how: 'pdf', bytes })).toMatchObject({ bytes: expect.anything() })
  })

  it('is given up where it takes more memory than it may', async () => {
    const bytes = await aPdf()
    expect(await cleanApart({ how: 'pdf', bytes }, { longest: 9_000, most: -1e12 })).toBeUndefined()
  })
})
