import { unzipSync, zipSync } from 'fflate'
import { cleanImage, type PictureFormat } from './clean-image.ts'

const mostParts = 3_000
/** Unpacked, all together. A document of more was made to fill the memory. */
const largest = 200 * 1024 * 1024

type Parts = Readonly<Record<string, Uint8Array>>

/**
 * The document of Word, Excel or PowerPoint without author, company, programs, days, file paths and thumbnails, its pictures
 * drawn anew, its comments without names. `undefined`: broken, or something goes along that cannot be looked into.
 */
export async function cleanOffice(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const parts = unpacked(bytes)
  if (!parts?.['[Content_Types].xml']) return undefined
  const fresh: Record<string, Uint8Array> = {}
  for (const [name, content] of Object.entries(parts)) {
    const cleaned = await cleanPart(name, content)
    if (!cleaned) return undefined
    fresh[name] = cleaned
  }
  return zipSync(withoutLooseEnds(fresh), { mtime: new Date(1980, 1, 1), level: 6 })
}

/** The parts that are kept; none where there are too many or they would be too large. */
function unpacked(bytes: Uint8Array): Parts | undefined {
  let count = 0
  let size = 0
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1
        size += originalSize
        if (count > mostParts || size > largest) throw new Error('too much for a document')
        return isKept(name)
      },
    })
  } catch {
    return undefined
  }
}

const shown =
  /^(?:\[Content_Types\]\.xml|(?:.*\/)?_rels\/[^/]*\.rels|(?:word|xl|ppt)\/.*\.xml|(?:word|xl|ppt)\/media\/[^/]+)$/
const told =
  /(?:people|commentAuthors|authors|revisionInfo|connections|commentsIds|commentsExtensible|commentsExtended)\.xml|\/(?:persons|externalLinks|revisions|threadedComments|tags|changesInfos|glossary|customProperty|ctrlProps|activeX|embeddings|printerSettings|customData|queryTables|model)\//
const isKept = (name: string): boolean =>
  shown.test(name) && !told.test(name) && !name.includes('..')

const pictures: Readonly<Record<string, PictureFormat>> = {
  jpeg: 'jpeg',
  jpg: 'jpeg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
}

async function cleanPart(name: string, content: Uint8Array): Promise<Uint8Array | undefined> {
  if (name.includes('/media/')) {
    const format = pictures[name.replace(/^.*\./, '').toLowerCase()]
    const drawn = format && (await cleanImage(content, format))
    return drawn && 'bytes' in drawn ? drawn.bytes : undefined
  }
  const text = textOf(content)
  return text === undefined ? undefined : Buffer.from(name.endsWith('.xml') ? bare(text) : text)
}

/** Parts in other scripts than UTF-8, and such as declare things of their own, are not looked into. */
function textOf(content: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    return /<!DOCTYPE|<!ENTITY|\0/i.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const value = String.raw`\s*=\s*(?:"[^"]*"|'[^']*')`
const gone = new RegExp(
  String.raw`\s(?:\w+:)?(?:rsid\w*|date|dateUtc|dt|userId|providerId|userDrawn)${value}(?=[^<>]*>)`,
  'g',
)
const emptied = new RegExp(
  String.raw`(\s(?:\w+:)?(?:author|initials|userName|lastModifiedBy|descr|title|lastEdited))${value}(?=[^<>]*>)`,
  'g',
)
const path = new RegExp(String.raw`(<\w+:absPath\b[^>]*?\surl)${value}`, 'g')
const names = /(<(?:\w+:)?author>)[^<]*(<\/(?:\w+:)?author>)/g
const whole =
  /<(\w+:)?(rsids|docVars|mailMerge|attachedTemplate|oleObjects|controls|fileSharing|creationId|modifyVerifier|custDataLst)\b(?:[^>]*\/>|[\s\S]*?<\/\1?\2>)|<!--[\s\S]*?-->/g

const bare = (text: string): string =>
  text
    .replace(whole, '')
    .replace(gone, '')
    .replace(emptied, '$1=""')
    .replace(path, '$1=""')
    .replace(names, '$1$2')

/** Nothing names a part that is gone, nor a file on somebody's computer. */
function withoutLooseEnds(parts: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const cut: Record<string, Uint8Array> = {}
  for (const [name, content] of Object.entries(parts)) {
    const text = (): string => Buffer.from(content).toString()
    if (name.endsWith('.rels')) cut[name] = Buffer.from(linksKept(name, text(), parts))
    else if (name === '[Content_Types].xml') cut[name] = Buffer.from(typesKept(text(), parts))
    else cut[name] = content
  }
  return cut
}

const typesKept = (text: string, parts: Parts): string =>
  text.replace(/<Override\b[^>]*\bPartName\s*=\s*["']\/([^"']*)["'][^>]*>/g, (all, name: string) =>
    Object.hasOwn(parts, name) ? all : '',
  )

function linksKept(name: string, text: string, parts: Parts): string {
  const folder = name.replace(/_rels\/[^/]*$/, '')
  return text.replace(/<Relationship\b[^>]*>/g, (all) => {
    const target = /\bTarget\s*=\s*["']([^"']*)["']/.exec(all)?.[1] ?? ''
    if (/\bTargetMode\s*=\s*["']External["']/.test(all))
      return /^(?:https?|mailto|tel):/.test(target)
        ? all
        : all.replace(/(\bTarget\s*=\s*)["'][^"']*["']/, '$1"about:blank"')
    const { pathname } = new URL(target, `file:///${folder}`)
    return Object.hasOwn(parts, decodeURIComponent(pathname).slice(1)) ? all : ''
  })
}

const streams = {
  WordDocument: 'application/msword',
  Workbook: 'application/vnd.ms-excel',
} as const
const oldKinds = { ...streams, 'PowerPoint Document': 'application/vnd.ms-powerpoint' }
const programs = ['_VBA_PROJECT', 'Macros', 'VBA']

/** Which office program of before 2007 a file is of; none where it carries programs, or is something else in the same box. */
export function oldOffice(bytes: Uint8Array): string | undefined {
  const file = Buffer.from(bytes)
  const has = (stream: string): boolean => file.includes(Buffer.from(`${stream}\0`, 'utf16le'))
  if (programs.some(has)) return undefined
  return Object.entries(oldKinds).find(([stream]) => has(stream))?.[1]
}
