import { afterEach, beforeEach, describe } from 'vitest'
import type { Db } from '#store/transaction.ts'
import { apiContract } from './contract-api.ts'
import { auditContract } from './contract-audit.ts'
import { caseContract } from './contract-cases.ts'
import { colleagueContract } from './contract-colleagues.ts'
import { conversationContract } from './contract-conversations.ts'
import { decisionContract } from './contract-decisions.ts'
import { deskContract } from './contract-desk.ts'
import { exchangeContract } from './contract-exchange.ts'
import { exportContract } from './contract-exports.ts'
import { figureContract } from './contract-figures.ts'
import { gridContract } from './contract-grid.ts'
import { identityContract } from './contract-identity.ts'
import { noticeContract } from './contract-notices.ts'
import { orderContract } from './contract-orders.ts'
import { outboxContract } from './contract-outbox.ts'
import { packContract } from './contract-packs.ts'
import { payeeContract } from './contract-payees.ts'
import { placesContract } from './contract-places.ts'
import { queueContract } from './contract-queues.ts'
import { likenessContract } from './contract-likenesses.ts'
import { ratingContract } from './contract-ratings.ts'
import { reminderContract } from './contract-reminders.ts'
import { rewardContract } from './contract-rewards.ts'
import { scrutinyContract } from './contract-scrutiny.ts'
import { searchContract } from './contract-search.ts'
import { signInContract } from './contract-sign-in.ts'
import { warningContract } from './contract-warnings.ts'
import { transactionContract } from './contract-transactions.ts'

/** An empty store for one test; a second handle on it is a second process. */
export interface Store {
  readonly db: Db
  /** Opens the same database once more. */
  readonly again: () => Promise<Db>
}

export type TheStore = () => Store

/** What every dialect must do. `fresh` makes an empty store. */
export const storeContract = (dialect: string, fresh: () => Promise<Store>): void => {
  describe(`the store on ${dialect}`, () => {
    const opened: Db[] = []
    let store: Store
    beforeEach(async () => {
      const made = await fresh()
      opened.push(made.db)
      const again = async (): Promise<Db> => {
        const db = await made.again()
        opened.push(db)
        return db
      }
      store = { db: made.db, again }
    })
    afterEach(async () => {
      for (const db of opened.splice(0)) await db.close()
    })
    const the: TheStore = () => store
    apiContract(the)
    gridContract(the)
    scrutinyContract(the)
    transactionContract(the)
    conversationContract(the)
    outboxContract(the)
    noticeContract(the)
    orderContract(the)
    exchangeContract(the)
    caseContract(the)
    queueContract(the)
    deskContract(the)
    signInContract(the)
    auditContract(the)
    packContract(the)
    placesContract(the)
    likenessContract(the)
    ratingContract(the)
    rewardContract(the)
    payeeContract(the)
    identityContract(the)
    reminderContract(the)
    decisionContract(the)
    colleagueContract(the)
    searchContract(the)
    figureContract(the)
    exportContract(the)
    warningContract(the)
  })
}
