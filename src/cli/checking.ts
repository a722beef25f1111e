import type { Command } from 'commander'
import { later, type On } from './later.ts'

const keepingPart = () => import('./keeping.ts')
const receiptsPart = () => import('./receipts.ts')
const registerPart = () => import('./verify-register.ts')

/** What anybody can check: the audit, an acknowledgement, what was published. */
export function addChecking(program: Command, on: On): void {
  program
    .command('verify-audit')
    .option('--json')
    .action(on(later(keepingPart, (part) => part.verifyAuditCommand)))
  program
    .command('verify-receipt <file>')
    .description('whether an acknowledgement is genuine; offline with --key')
    .option('--key <public>', 'PEM file, published JSON or base64')
    .option('--json')
    .action(on(later(receiptsPart, (part) => part.verifyReceiptCommand)))
  program
    .command('verify-register [file]')
    .description('whether what was published is still as it came out; with chain.json offline')
    .option('--json')
    .action(on(later(registerPart, (part) => part.verifyRegisterCommand)))
  program
    .command('receipt-keys')
    .description('the public keys of acknowledgements')
    .option('--rotate', 'a new key signs from now on; the old ones stay good')
    .option('--json')
    .action(on(later(receiptsPart, (part) => part.receiptKeysCommand)))
}
