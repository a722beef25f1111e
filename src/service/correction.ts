/** What somebody says who is offered a kind of matter and answers in words. */
export interface Correction {
  /** `besides`: the kind was right, there is more. */
  readonly meant: 'instead' | 'besides'
  /** The words without what it is not. */
  readonly instead: string
  /** It says no to something. */
  readonly denies: boolean
  /** Which of the list they speak of, from 1. */
  readonly place?: number
}

/** 不是无证，是卖假药; 第二件不对，是乱收费; 行，他们还乱扔针头. */
export function correctionIn(text: string): Correction {
  const words = text.normalize('NFKC').trim()
  const instead = words.replace(PLACE, '').replace(DENIED, ' ').trim()
  const place = placeIn(words)
  return {
    meant: BESIDES.test(words) ? 'besides' : 'instead',
    instead: instead === '' && !/不|没/u.test(words) ? words : instead,
    denies: /不[是对像行要算]|没有?[这那]|错|别的/u.test(words),
    ...(place === undefined ? {} : { place }),
  }
}

/** 行，还有…; 另外…; 他们还… */
const BESIDES =
  /^(?:(?:行|对|好|可以|是)[的了吧]?[，,。 ]*(?:不过|但是?|可是)?[，,]?)?(?:另外|此外|还有|而且|不光|不止|也有|[他她它]们?还|还)/u

/** 第二件, 第2个 */
const PLACE = /第([一二三四五1-5])[件个条样种]/u

const DENIED =
  /(?:也|并|都|这|那|它)*(?:不是|不算|不对|没有(?=[这那]|$)|并非)(?:[^，,。；;！!？?]*?(?=而是|是[^不])|[^，,。；;！!？?]*)/gu

function placeIn(words: string): number | undefined {
  const [, digit] = PLACE.exec(words) ?? []
  if (digit === undefined) return undefined
  const chinese = '一二三四五'.indexOf(digit)
  return chinese >= 0 ? chinese + 1 : Number(digit)
}
