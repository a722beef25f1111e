import type { Instant } from '#core/case.ts'
import type { Answers, RequestName } from '#conversation/flow.ts'
import type { Session } from '#conversation/session.ts'
import type { SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { answerHere, onlyHere } from './answer-here.ts'
import { forgetPayee, lookUpReward, takeClaim } from './claim-request.ts'
import { classify } from './classify.ts'
import { findPlace } from './find-place.ts'
import { fileReport, fileUrgent } from './intake.ts'
import { addMatter, hearCorrection, listKinds, setMatter } from './matters.ts'
import { readAge, readNotice } from './notice.ts'
import { exportData } from './own-data-export.ts'
import { forget, ownData } from './own-data.ts'
import { correctIdentity, makeAnonymous } from './own-identity.ts'
import { rateCase, tellRemedies } from './rate.ts'
import type { Sealed } from './sealed.ts'
import type { Opinion } from './second-opinion.ts'
import { answerQuestion, reExamine, supplement, withdraw } from './reporter-acts.ts'
import { tellNews } from './tell-news.ts'
import { lookUp } from './track.ts'

/** What a conversation asks of the house, in the transaction of the message that made it ask. */
export interface Asking {
  readonly world: Sealed
  readonly tx: Tx
  readonly row: SessionRow
  readonly session: Session
  readonly given: Answers
  readonly at: Instant
  /** What another was asked about the message, before. */
  readonly opinion?: Opinion
}

/** The fields each request takes and gives are listed in `flows/README.md`. */
export async function answerRequest(asking: Asking, request: RequestName): Promise<Answers> {
  switch (request) {
    case 'classify':
      return classify(asking)
    case 'list-kinds':
      return listKinds(asking.world, asking.given, asking.session.lang)
    case 'hear-correction':
      return hearCorrection(asking.world, asking.given, asking.session.lang)
    case 'set-matter':
      return setMatter(asking.world, asking.given, asking.session.lang)
    case 'add-matter':
      return addMatter(asking.world, asking.given, asking.session.lang)
    case 'find-place':
      return await findPlace(asking.world, asking.tx, asking.given)
    case 'file':
      return await fileReport(asking)
    case 'file-urgent':
      return await fileUrgent(asking)
    case 'look-up':
      return await lookUp(asking)
    case 'answer-here':
      return await answerHere(asking)
    case 'only-here':
      return await onlyHere(asking)
    case 'news':
      return await tellNews(asking)
    case 'answer':
      return await answerQuestion(asking)
    case 'supplement':
      return await supplement(asking)
    case 'withdraw':
      return await withdraw(asking)
    case 're-examine':
      return await reExamine(asking)
    case 'rate':
      return await rateCase(asking)
    case 'remedies':
      return await tellRemedies(asking)
    case 'own-data':
      return await ownData(asking)
    case 'export-data':
      return await exportData(asking)
    case 'correct-identity':
      return await correctIdentity(asking)
    case 'make-anonymous':
      return await makeAnonymous(asking)
    case 'forget':
      return await forget(asking)
    case 'look-up-reward':
      return await lookUpReward(asking)
    case 'claim-reward':
      return await takeClaim(asking)
    case 'forget-payee':
      return await forgetPayee(asking)
    case 'read-notice':
      return readNotice(asking)
    case 'read-age':
      return readAge(asking)
  }
}
