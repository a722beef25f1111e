import { ok, refuse, type Result } from '#core/result.ts'

/** What everybody tries first; digits and letters in a row, and the names of this house. */
const common = [
  '1234567890',
  '12345678910',
  '0123456789',
  '9876543210',
  '0987654321',
  '1111111111',
  '0000000000',
  '8888888888',
  '6666666666',
  '1234512345',
  '1122334455',
  '1qaz2wsx3edc',
  'qwertyuiop',
  'qwerty123456',
  'asdfghjkl',
  'abcdefghij',
  'abc1234567',
  'a123456789',
  'q123456789',
  'aa12345678',
  'abcd123456',
  'password12',
  'password123',
  'passw0rd123',
  'admin12345',
  'admin123456',
  'administrator',
  'woaini1314',
  'woaini520520',
  '5201314520',
  'iloveyou123',
  'weijianwei',
  'weishengju',
  'yijianyijian',
]

/** Long enough, none of the commonest, not the login itself. */
export function checkPassword(
  password: string,
  { login, least }: { readonly login: string; readonly least: number },
): Result<true> {
  if (Array.from(password).length < least) return refuse('password-short', { least })
  const plain = password.toLowerCase()
  const few = new Set(plain).size < 4
  return few || common.includes(plain) || plain.includes(login)
    ? refuse('password-common')
    : ok(true)
}
