import { Hono } from 'hono'
import type { Sealed } from '#service/sealed.ts'
import { accountRoutes } from './account.ts'
import { alikeRoutes } from './alike.ts'
import { auditRoutes } from './audit.ts'
import { blockRoutes } from './block.ts'
import { subjectRoutes } from './subjects.ts'
import { adminRoutes } from './admin.ts'
import { apiRoutes } from './api.ts'
import { adminAreaRoutes } from './admin-area.ts'
import { adminNoticesRoutes } from './admin-notices.ts'
import { adminPlanEntryRoutes } from './admin-plan-entry.ts'
import { adminPlanPreviewRoutes } from './admin-plan-preview.ts'
import { adminPlanVersionsRoutes } from './admin-plan-versions.ts'
import { adminPlanRoutes } from './admin-plan.ts'
import { adminPosterRoutes } from './admin-poster.ts'
import { adminRetentionRoutes } from './admin-retention.ts'
import { deedRoutes } from './case-deeds.ts'
import { caseRoutes } from './case-page.ts'
import { channelRoutes } from './channels.ts'
import { crimeRoutes } from './crime.ts'
import { jointRoutes } from './joint.ts'
import { meetingRoutes } from './meetings.ts'
import { otherRoadRoutes } from './other-roads.ts'
import { putRightRoutes } from './put-right.ts'
import { rectificationRoutes } from './rectifications.ts'
import { dashboardCaseRoutes } from './dashboard-cases.ts'
import { dashboardFileRoutes } from './dashboard-files.ts'
import { dashboardRoutes } from './dashboard.ts'
import { broken, elsewhere } from './faults.ts'
import { gridWorkerRoutes } from './grid-worker.ts'
import { gridRoutes } from './grid.ts'
import { nominateRoutes } from './nominate.ts'
import { nominationRoutes } from './nominations.ts'
import { frontRoutes } from './front.ts'
import { strictHeaders } from './headers.ts'
import { gapsRoutes } from './gaps.ts'
import { holdRoutes } from './hold.ts'
import { hotlineRoutes } from './hotline.ts'
import { adminExchangeRoutes } from './admin-exchange.ts'
import { exchangeDeskRoutes } from './exchange-desk.ts'
import { exchangeRoutes } from './exchange.ts'
import { open311Routes } from './open311.ts'
import { orderHookRoutes } from './order-hook.ts'
import { workOrderRoutes } from './work-orders.ts'
import { healthRoutes } from './health.ts'
import { identityQueueRoutes } from './identity-queue.ts'
import { identitySettingRoutes } from './identity-setting.ts'
import { identityRoutes } from './identity.ts'
import { awayRoutes } from './away.ts'
import { bulkRoutes } from './bulk.ts'
import { holderRoutes } from './holder.ts'
import { viewingRoutes } from './viewing.ts'
import { viewRoutes } from './views.ts'
import { inboxRoutes } from './inbox.ts'
import { maskingRoutes } from './masking.ts'
import { exportRoutes } from './exports.ts'
import { paperRoutes } from './papers.ts'
import { peopleRoutes } from './people.ts'
import { publicRoutes, publishRoutes } from './public-routes.ts'
import { privacyRoutes } from './privacy.ts'
import { receiptRoutes } from './receipt.ts'
import { decisionRoutes } from './decisions.ts'
import { reminderRoutes } from './reminders.ts'
import { allRewardRoutes } from './reward-routes.ts'
import { searchRoutes } from './search.ts'
import { passwordResetRoutes } from './password-reset.ts'
import { setupRoutes } from './setup.ts'
import { signInRoutes } from './sign-in.ts'
import { staticRoutes } from './static-files.ts'
import { publicSystemsRoutes, systemsRoutes } from './systems.ts'
import { warningRoutes } from './warnings.ts'
import { ledgerRoutes } from './ledger.ts'
import { fileCheckRoutes } from './file-checks.ts'
import { scrutinyRecordRoutes } from './scrutiny-records.ts'
import { scrutinyRoutes } from './scrutiny.ts'
import { tokenRoutes } from './tokens.ts'
import { templateRoutes } from './templates.ts'
import { claimRoutes } from './claim.ts'
import { trackRoutes } from './track.ts'
import { verifyRoutes } from './verify.ts'
import { webOf, type Web } from './web.ts'

/** Desk and public pages: everything of HTTP that is not a channel. */
export function createWeb(world: Sealed, settings: { readonly publicUrl: string }): Hono {
  const web = webOf(world, settings)
  const app = new Hono()
  app.use('*', strictHeaders(web.secure))
  app.onError(async (cause, c) => await broken(c, web, cause))
  staticRoutes(app)
  healthRoutes(app, web)
  frontRoutes(app, web)
  privacyRoutes(app, web)
  publicRoutes(app, web)
  publicSystemsRoutes(app, web)
  trackRoutes(app, web)
  putRightRoutes(app, web)
  claimRoutes(app, web)
  receiptRoutes(app, web)
  verifyRoutes(app, web)
  gridWorkerRoutes(app, web)
  nominateRoutes(app, web)
  signInRoutes(app, web)
  setupRoutes(app, web)
  passwordResetRoutes(app, web)
  deskRoutes({ app, web })
  orderHookRoutes(app, web)
  open311Routes(app, web)
  exchangeRoutes(app, web)
  operatorRoutes({ app, web })
  apiRoutes(app, web)
  app.all('*', async (c) => await elsewhere(c, app))
  return app
}

interface Doors {
  readonly app: Hono
  readonly web: Web
}

/** What officers work at. */
function deskRoutes({ app, web }: Doors): void {
  accountRoutes({ app, web })
  auditRoutes({ app, web })
  bulkRoutes({ app, web })
  viewRoutes({ app, web })
  awayRoutes({ app, web })
  holderRoutes({ app, web })
  viewingRoutes({ app, web })
  inboxRoutes({ app, web })
  reminderRoutes({ app, web })
  decisionRoutes({ app, web })
  searchRoutes({ app, web })
  publishRoutes({ app, web })
  allRewardRoutes({ app, web })
  caseRoutes({ app, web })
  paperRoutes({ app, web })
  exportRoutes({ app, web })
  templateRoutes({ app, web })
  deedRoutes({ app, web })
  crimeRoutes({ app, web })
  otherRoadRoutes({ app, web })
  meetingRoutes({ app, web })
  jointRoutes({ app, web })
  rectificationRoutes({ app, web })
  holdRoutes({ app, web })
  maskingRoutes({ app, web })
  identityRoutes({ app, web })
  identityQueueRoutes({ app, web })
  identitySettingRoutes({ app, web })
  alikeRoutes({ app, web })
  blockRoutes({ app, web })
  subjectRoutes({ app, web })
  peopleRoutes({ app, web })
  gapsRoutes({ app, web })
  dashboardRoutes({ app, web })
  warningRoutes({ app, web })
  systemsRoutes({ app, web })
  ledgerRoutes({ app, web })
  scrutinyRoutes({ app, web })
  scrutinyRecordRoutes({ app, web })
  fileCheckRoutes({ app, web })
  dashboardCaseRoutes({ app, web })
  dashboardFileRoutes({ app, web })
  channelRoutes({ app, web })
  hotlineRoutes({ app, web })
  workOrderRoutes({ app, web })
  gridRoutes({ app, web })
  nominationRoutes({ app, web })
  exchangeDeskRoutes({ app, web })
}

/** What administrators settle, and keys for programs. */
function operatorRoutes({ app, web }: Doors): void {
  adminRoutes({ app, web })
  adminAreaRoutes({ app, web })
  adminPlanRoutes({ app, web })
  adminPosterRoutes({ app, web })
  adminRetentionRoutes({ app, web })
  adminNoticesRoutes({ app, web })
  adminExchangeRoutes({ app, web })
  adminPlanEntryRoutes({ app, web })
  adminPlanPreviewRoutes({ app, web })
  adminPlanVersionsRoutes({ app, web })
  tokenRoutes({ app, web })
}
