import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPasscode, passcodesIn } from '#vault/mask-passcode.ts'
import { passcodeOf, plainPasscode } from '#vault/passcode.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
const plain = (passcode: string): string => passcode.replaceAll('-', '')
const runs = { seed: 7, numRuns: 60 }

describe('a passcode', () => {
  it('is 16 random characters and a check character in groups of 4, 4, 4 and 5', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const passcode = passcodeOf(random)
        expect(passcode).toMatch(
          /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]{5}$/,
        )
        expect(plainPasscode(passcode)).toBe(plain(passcode))
      }),
      runs,
    )
  })

  it('uses all 80 bits: every bit changes it', () => {
    const zero = passcodeOf(new Uint8Array(10))
    const others = Array.from({ length: 80 }, (_, bit) => {
      const random = new Uint8Array(10)
      random[bit >> 3] = 1 << (bit & 7)
      return passcodeOf(random).slice(0, 19)
    })
    expect(new Set([zero.slice(0, 19), ...others]).size).toBe(81)
  })

  it('with any one character wrong is known to be wrong', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const right = plain(passcodeOf(random))
        const slips = Array.from(right).flatMap((letter, place) =>
          Array.from(ALPHABET)
            .filter((other) => other !== letter)
            .map((other) => right.slice(0, place) + other + right.slice(place + 1)),
        )
        expect(slips).toHaveLength(17 * 31)
        expect(slips.filter((slip) => plainPasscode(slip) !== undefined)).toEqual([])
      }),
      runs,
    )
  })

  it('with any two neighbours exchanged is known to be wrong', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const right = plain(passcodeOf(random))
        for (let place = 0; place < 16; place++) {
          const [a = '', b = ''] = right.slice(place, place + 2)
          if (a !== b)
            expect(
              plainPasscode(right.slice(0, place) + b + a + right.slice(place + 2)),
            ).toBeUndefined()
        }
      }),
      { ...runs, numRuns: 500 },
    )
  })

  it('any two neighbours exchanged: for every pair of letters at every place', () => {
    const unseen: string[] = []
    for (let place = 0; place < 15; place++)
      for (let a = 0; a < 32; a++)
        for (let b = 0; b < a; b++) {
          const pair = ALPHABET.charAt(a) + ALPHABET.charAt(b)
          const base = '0'.repeat(place) + pair + '0'.repeat(14 - place)
          const swapped = '0'.repeat(place) + pair[1] + pair[0] + '0'.repeat(14 - place)
          if (plainPasscode(swapped + (checkOf(base) ?? ''))) unseen.push(base)
        }
    expect(unseen).toEqual([])
  })

  it.each([
    ['in small letters', (code: string) => code.toLowerCase()],
    ['without dashes', plain],
    ['with spaces', (code: string) => ` ${code.replaceAll('-', ' ')} `],
    ['in full-width letters', (code: string) => toFullWidth(code)],
    ['with a long dash', (code: string) => code.replaceAll('-', '—')],
    ['with O for 0 and I for 1', (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'I')],
    ['with o for 0 and l for 1', (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l')],
  ])('typed %s is the same', (_, typed) => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = passcodeOf(random)
        expect(plainPasscode(typed(code))).toBe(plain(code))
      }),
      runs,
    )
  })

  it.each(['', '你好', 'RC-2026-00017', '0'.repeat(16), '0'.repeat(18), `U${'0'.repeat(16)}`])(
    '“%s” is none',
    (typed) => {
      expect(plainPasscode(typed)).toBeUndefined()
    },
  )
})

/** The check character of 16 characters, found by trying all. */
const checkOf = (sixteen: string): string | undefined =>
  Array.from(ALPHABET).find((letter) => plainPasscode(sixteen + letter) !== undefined)

const toFullWidth = (text: string): string =>
  text.replaceAll(/[0-9A-Z]/g, (letter) =>
    String.fromCodePoint((letter.codePointAt(0) ?? 0) + 65_248),
  )

describe('a text with passcodes in it', () => {
  it('shows none of them, however they were written', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom<(code: string) => string>(
          (code) => code,
          (code) => code.toLowerCase(),
          plain,
          (code) => code.replaceAll('-', ' '),
          (code) => toFullWidth(code),
          (code) => plain(code).replace(/^(.{5})(.{6})/, '$1 $2-'),
        ),
        fc.constantFrom('您的查询密码是', '密码：', 'code ', '', 'RC-2026-00017，'),
        (random, written, before) => {
          const code = written(passcodeOf(random))
          const masked = maskPasscode(`${before}${code}，请保管好。${before}${code}`)
          expect(masked).toBe(
            `${before}••••-••••-••••-•••••，请保管好。${before}••••-••••-••••-•••••`,
          )
        },
      ),
      { seed: 3, numRuns: 500 },
    )
  })

  it('is searched from every place: what stands before one hides none', () => {
    const passcode = passcodeOf(new Uint8Array(10).fill(77))
    for (const before of ['RC-2026-00017 ', '2026-00017 12 ', 'a b c d ', '密码'])
      expect(passcodesIn(`${before}${passcode}。`)).toContain(passcode)
    expect(passcodesIn('RC-2026-00017，电话 13800138000')).toEqual([])
  })

  it('hides a mistyped one too', () => {
    expect(maskPasscode('我的密码 7K2M-9QRT-XW4B-01234 不对')).toBe(
      '我的密码 ••••-••••-••••-••••• 不对',
    )
  })

  it.each([
    '编号 RC-2026-00017',
    '电话 13800138000，身份证 500226199001011234',
    'I saw this that with these people',
    '2026-11-21 上午十点，荣昌区昌元街道 12 号',
    'https://example.org/track?number=RC-2026-00017',
    '',
  ])('leaves “%s” as it is', (text) => {
    expect(maskPasscode(text)).toBe(text)
  })
})
