import type { HttpContext } from '@adonisjs/core/http'
import { MasterDataController } from '#controllers/admin/master_data'
import { listDeadlineRules, deadlineRuleChoices } from '#services/master_data/list_deadline_rules'
import { actorOf } from '#services/actor_of'
import {
  removeDeadlineRule,
  saveDeadlineRule,
  type DeadlineRuleForm,
} from '#services/master_data/save_deadline_rule'
import { deadlineRuleValidator } from '#validators/master_data'
import { flashToast } from '#services/words/flash_toast'

export default class DeadlineRulesController extends MasterDataController<DeadlineRuleForm> {
  protected readonly data = {
    views: 'deadline_rules',
    path: 'deadline-rules',
    asked: ['workflow'],
    validator: deadlineRuleValidator,
    list: listDeadlineRules,
    choices: deadlineRuleChoices,
    save: saveDeadlineRule,
    nameOf: (form: DeadlineRuleForm) => form.priority,
  }

  async destroy(ctx: HttpContext) {
    await removeDeadlineRule(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin.deadline_rules.removed')
    return ctx.response.redirect('/admin/deadline-rules')
  }
}
