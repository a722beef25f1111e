const numerals = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
]

/** 我今年13岁, 我才十二岁: the writer's own age now, not a child's of theirs and not of long ago. */
const ownAge =
  /我(?:今年|现在|才|只有|刚满|刚|是|，|\s)*(\d{1,2}|十[一二三]?|[一二三四五六七八九])\s*周?岁(?!\s*(?:的|时|那|以前|之前|起|就|多的))/gu
const inEnglish = /\bI(?:'m| am)\s+(?:only\s+)?(\d{1,2})(?:\s+years?\s+old)?\b(?!\s*(?:th|st|%))/giu
const below = /我(?:还|都)?(?:不满|未满|不到|没满|没到)\s*(\d{1,2})\s*周?岁/gu

/** Does the writer say that they are younger than that? Children of primary school are, by what they say. */
export function isYoungerBy(text: string, age: number): boolean {
  if (/我(?:是|还是|在读|读|上)小学(?:生|[一二三四五六]年级)/u.test(text)) return true
  const years = [...text.matchAll(ownAge), ...text.matchAll(inEnglish)].map(([, said = '']) =>
    numberIn(said),
  )
  const limits = [...text.matchAll(below)].map(([, said = '']) => Number(said))
  return years.some((one) => one < age) || limits.some((one) => one <= age)
}

const numberIn = (said: string): number =>
  /^\d/u.test(said) ? Number(said) : numerals.indexOf(said) + 1
