import type { HttpContext } from '@adonisjs/core/http'
import { MasterDataController } from '#controllers/admin/master_data'
import { actorOf } from '#services/actor_of'
import { listPreflightRules, preflightRuleChoices } from '#services/preflight/list_preflight_rules'
import type { PreflightForm } from '#services/preflight/read_checks'
import { removePreflightRule, savePreflightRule } from '#services/preflight/save_preflight_rule'
import { flashToast } from '#services/words/flash_toast'
import { preflightRuleValidator } from '#validators/preflight'

export default class PreflightRulesController extends MasterDataController<PreflightForm> {
  protected readonly data = {
    views: 'preflight_rules',
    path: 'preflight-rules',
    validator: preflightRuleValidator,
    list: listPreflightRules,
    choices: preflightRuleChoices,
    save: savePreflightRule,
    nameOf: (form: PreflightForm) => form.name,
  }

  async destroy(ctx: HttpContext) {
    await removePreflightRule(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'preflight.removed')
    return ctx.response.redirect('/admin/preflight-rules')
  }
}
