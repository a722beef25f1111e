import { hash, verify } from '@node-rs/argon2'

/** argon2id with the library's parameters of 19 MiB and two rounds: what OWASP asks of a server. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password)
}

/** A hash nobody's password has, so that an unknown login takes as long as a wrong password. */
const nobody = hash('nobody has this password')

/** Whether it is the password; without a hash the work is done all the same. */
export async function isPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  const known = await verify(passwordHash ?? (await nobody), password)
  return known && passwordHash !== undefined
}
