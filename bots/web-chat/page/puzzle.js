/** The little work the house asks for while far too many begin at once. It stays in this browser and says nothing of it. */
export async function solve({ challenge, parts, bits, rounds }) {
  const numbers = []
  for (let part = 0; part < parts; part++) {
    const word = bytesOf(`${challenge}.${part}`)
    const key = await crypto.subtle.importKey('raw', word, 'PBKDF2', false, ['deriveBits'])
    numbers.push(await numberFor(key, { bits, rounds }))
  }
  return numbers.join('.')
}

/** Browsers without it, and pages that were not loaded by https, wait in the line instead. */
export const canSolve = () => Boolean(crypto && crypto.subtle)

async function numberFor(key, { bits, rounds }) {
  for (let number = 0; ; number++) {
    const how = {
      name: 'PBKDF2',
      hash: 'SHA-256',
      salt: bytesOf(String(number)),
      iterations: rounds,
    }
    const found = new Uint8Array(await crypto.subtle.deriveBits(how, key, 8))
    if (found[0] < 256 >> bits) return number
  }
}

const bytesOf = (text) => new TextEncoder().encode(text)
