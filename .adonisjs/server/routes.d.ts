import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'session.create': { paramsTuple?: []; params?: {} }
    'session.store': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'registrations.store': { paramsTuple?: []; params?: {} }
    'registrations.show': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'password_resets.show': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_changes.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_changes.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'setup.store': { paramsTuple?: []; params?: {} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'tickets.create': { paramsTuple?: []; params?: {} }
    'tickets.store': { paramsTuple?: []; params?: {} }
    'tickets.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.drafts.store': { paramsTuple?: []; params?: {} }
    'tickets.drafts.destroy': { paramsTuple?: []; params?: {} }
    'tickets.index': { paramsTuple?: []; params?: {} }
    'tickets.rows.index': { paramsTuple?: []; params?: {} }
    'tickets.filters.show': { paramsTuple?: []; params?: {} }
    'tickets.list_settings.update': { paramsTuple?: []; params?: {} }
    'tickets.rows.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'name': ParamValue} }
    'tickets.previews.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.transitions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'name': ParamValue} }
    'tickets.paper': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.assignment.edit': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.clashes': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.assignment.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.assignment.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.priority.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.comments.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.mentionable.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.comments.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.comments.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.watch.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.watch.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.watch.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.mute.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.mute.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.collaborators.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.collaborators.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.reply_templates.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.reply_templates.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.checklist.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.trash.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.trash.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.transfer.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.merge.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.links.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.deadline.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.transfer.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.merge.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.links.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.links.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.follow_up.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'trash.index': { paramsTuple?: []; params?: {} }
    'trash.store': { paramsTuple?: []; params?: {} }
    'trash.destroy': { paramsTuple?: []; params?: {} }
    'batches.priority.update': { paramsTuple?: []; params?: {} }
    'batches.assignments.edit': { paramsTuple?: []; params?: {} }
    'batches.assignments.update': { paramsTuple?: []; params?: {} }
    'trash.purges.create': { paramsTuple?: []; params?: {} }
    'trash.purges.store': { paramsTuple?: []; params?: {} }
    'tickets.history.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.history.versions.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.history.versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'version': ParamValue} }
    'activities.index': { paramsTuple?: []; params?: {} }
    'analytics.index': { paramsTuple?: []; params?: {} }
    'analytics.show': { paramsTuple: [ParamValue]; params: {'tab': ParamValue} }
    'monthly_reports.index': { paramsTuple?: []; params?: {} }
    'monthly_reports.sendings.store': { paramsTuple?: []; params?: {} }
    'me.subscriptions.index': { paramsTuple?: []; params?: {} }
    'me.subscriptions.store': { paramsTuple?: []; params?: {} }
    'me.subscriptions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'subscriptions.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'subscriptions.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'exports.store': { paramsTuple: [ParamValue]; params: {'list': ParamValue} }
    'calendar_feeds.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'me.calendar.show': { paramsTuple?: []; params?: {} }
    'me.calendar.store': { paramsTuple?: []; params?: {} }
    'me.calendar.destroy': { paramsTuple?: []; params?: {} }
    'workload.index': { paramsTuple?: []; params?: {} }
    'workload.calendar': { paramsTuple?: []; params?: {} }
    'tickets.rollbacks.create': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'activityId': ParamValue} }
    'tickets.rollbacks.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'activityId': ParamValue} }
    'uploads.store': { paramsTuple?: []; params?: {} }
    'uploads.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.thumbnail': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.poster': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.index': { paramsTuple?: []; params?: {} }
    'uploads.resumable.finish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.store': { paramsTuple?: []; params?: {} }
    'uploads.resumable.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.attachments.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.attachments.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.attachments.screen': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.attachments.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.files.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.files.zip': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.deliverables.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.deliverables.versions': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.deliverables.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.proofs.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.proofs.pins.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.proofs.answers.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue,'number': ParamValue} }
    'tickets.proofs.resolutions.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue,'number': ParamValue} }
    'tickets.proofs.resolutions.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue,'number': ParamValue} }
    'tickets.proofs.judgements.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.preflight.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.papers.contact_sheet': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.papers.proof_report': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.papers.comparison': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'queue.index': { paramsTuple?: []; params?: {} }
    'queue.show': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.rows.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.lookers.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.next.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.rows.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'departmentId': ParamValue,'ticketId': ParamValue,'name': ParamValue} }
    'dashboard.index': { paramsTuple?: []; params?: {} }
    'dashboard.moves.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'approvals.index': { paramsTuple?: []; params?: {} }
    'approvals.store': { paramsTuple?: []; params?: {} }
    'approvals.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'notifications.readings.store': { paramsTuple?: []; params?: {} }
    'notifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'decisions.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'decisions.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'decisions.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'ratings.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'ratings.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'tickets.rating.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'review.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.guests.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.messages.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.files.show': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.screen': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.deliverables.show': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.deliverables.pins.store': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.deliverables.answers.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue,'number': ParamValue} }
    'review.deliverables.resolutions.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue,'number': ParamValue} }
    'review.deliverables.resolutions.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue,'number': ParamValue} }
    'review.deliverables.judgements.store': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'tickets.guests.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.guests.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.guests.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.guests.messages.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.certificate.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.certificate_file.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'certificate_checks.create': { paramsTuple?: []; params?: {} }
    'certificate_checks.store': { paramsTuple?: []; params?: {} }
    'certificates.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'chat_frames.show': { paramsTuple?: []; params?: {} }
    'me.index': { paramsTuple?: []; params?: {} }
    'me.profile.edit': { paramsTuple?: []; params?: {} }
    'me.profile.update': { paramsTuple?: []; params?: {} }
    'me.email.store': { paramsTuple?: []; params?: {} }
    'me.email.destroy': { paramsTuple?: []; params?: {} }
    'me.notifications.edit': { paramsTuple?: []; params?: {} }
    'me.notifications.update': { paramsTuple?: []; params?: {} }
    'me.password.edit': { paramsTuple?: []; params?: {} }
    'me.password.update': { paramsTuple?: []; params?: {} }
    'me.sessions.index': { paramsTuple?: []; params?: {} }
    'me.sessions.destroy_others': { paramsTuple?: []; params?: {} }
    'me.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'me.counts.show': { paramsTuple?: []; params?: {} }
    'me.theme.update': { paramsTuple?: []; params?: {} }
    'me.reply_templates.index': { paramsTuple?: []; params?: {} }
    'me.reply_templates.create': { paramsTuple?: []; params?: {} }
    'me.reply_templates.store': { paramsTuple?: []; params?: {} }
    'me.reply_templates.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'me.reply_templates.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'me.reply_templates.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'departments.reply_templates.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.create': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'departments.reply_templates.update': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'departments.reply_templates.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'admin.request_types.checklist.edit': { paramsTuple: [ParamValue]; params: {'typeId': ParamValue} }
    'admin.request_types.checklist.update': { paramsTuple: [ParamValue]; params: {'typeId': ParamValue} }
    'admin.request_templates.index': { paramsTuple?: []; params?: {} }
    'admin.request_templates.create': { paramsTuple?: []; params?: {} }
    'admin.request_templates.store': { paramsTuple?: []; params?: {} }
    'admin.request_templates.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_templates.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_templates.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'live.show': { paramsTuple?: []; params?: {} }
    'live.looking.store': { paramsTuple?: []; params?: {} }
    'admin.overview': { paramsTuple?: []; params?: {} }
    'admin.settings.edit': { paramsTuple?: []; params?: {} }
    'admin.settings.update': { paramsTuple?: []; params?: {} }
    'admin.departments.index': { paramsTuple?: []; params?: {} }
    'admin.departments.create': { paramsTuple?: []; params?: {} }
    'admin.departments.store': { paramsTuple?: []; params?: {} }
    'admin.departments.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.departments.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.products.index': { paramsTuple?: []; params?: {} }
    'admin.products.create': { paramsTuple?: []; params?: {} }
    'admin.products.store': { paramsTuple?: []; params?: {} }
    'admin.products.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.products.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_types.index': { paramsTuple?: []; params?: {} }
    'admin.request_types.create': { paramsTuple?: []; params?: {} }
    'admin.request_types.store': { paramsTuple?: []; params?: {} }
    'admin.request_types.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_types.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deadline_rules.index': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.create': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.store': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deadline_rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.preflight_rules.index': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.create': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.store': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.preflight_rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.preflight_rechecks.store': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deadline_rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.departments.calendar.edit': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.calendar.update': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.closing.create': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.closing.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.holidays.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.holidays.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'admin.users.index': { paramsTuple?: []; params?: {} }
    'admin.users.create': { paramsTuple?: []; params?: {} }
    'admin.users.store': { paramsTuple?: []; params?: {} }
    'admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.approval.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.approval.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.place.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.place.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.lock.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.lock.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.password_reset.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.deactivation.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.deactivation.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.deactivation.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.sign_in_attempts.index': { paramsTuple?: []; params?: {} }
    'people.index': { paramsTuple?: []; params?: {} }
    'admin.handovers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.viewing.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'viewing.destroy': { paramsTuple?: []; params?: {} }
    'admin.deliveries.index': { paramsTuple?: []; params?: {} }
    'admin.deliveries.retries.store': { paramsTuple?: []; params?: {} }
    'admin.deliveries.tests.store': { paramsTuple?: []; params?: {} }
    'admin.deliveries.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.inbound.index': { paramsTuple?: []; params?: {} }
    'admin.audit.index': { paramsTuple?: []; params?: {} }
    'admin.audit.exports.store': { paramsTuple?: []; params?: {} }
    'admin.backups.index': { paramsTuple?: []; params?: {} }
    'admin.backups.store': { paramsTuple?: []; params?: {} }
    'admin.backups.downloads.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'telegram.updates.store': { paramsTuple?: []; params?: {} }
    'me.telegram.show': { paramsTuple?: []; params?: {} }
    'me.telegram.store': { paramsTuple?: []; params?: {} }
    'me.telegram.destroy': { paramsTuple?: []; params?: {} }
    'me.telegram.codes.show': { paramsTuple?: []; params?: {} }
    'me.telegram.codes.store': { paramsTuple?: []; params?: {} }
    'me.telegram.codes.destroy': { paramsTuple?: []; params?: {} }
    'browser_reports.store': { paramsTuple?: []; params?: {} }
    'old.create': { paramsTuple?: []; params?: {} }
    'old.users': { paramsTuple?: []; params?: {} }
    'old.settings': { paramsTuple?: []; params?: {} }
    'old.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'kit.index': { paramsTuple?: []; params?: {} }
  }
  GET: {
    'session.create': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'registrations.show': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.show': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_changes.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'tickets.create': { paramsTuple?: []; params?: {} }
    'tickets.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.index': { paramsTuple?: []; params?: {} }
    'tickets.rows.index': { paramsTuple?: []; params?: {} }
    'tickets.filters.show': { paramsTuple?: []; params?: {} }
    'tickets.previews.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.paper': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.assignment.edit': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.clashes': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.mentionable.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.comments.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.watch.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.reply_templates.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.transfer.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.merge.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.links.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.deadline.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'trash.index': { paramsTuple?: []; params?: {} }
    'batches.assignments.edit': { paramsTuple?: []; params?: {} }
    'trash.purges.create': { paramsTuple?: []; params?: {} }
    'tickets.history.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.history.versions.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.history.versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'version': ParamValue} }
    'activities.index': { paramsTuple?: []; params?: {} }
    'analytics.index': { paramsTuple?: []; params?: {} }
    'analytics.show': { paramsTuple: [ParamValue]; params: {'tab': ParamValue} }
    'monthly_reports.index': { paramsTuple?: []; params?: {} }
    'me.subscriptions.index': { paramsTuple?: []; params?: {} }
    'subscriptions.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'calendar_feeds.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'me.calendar.show': { paramsTuple?: []; params?: {} }
    'workload.index': { paramsTuple?: []; params?: {} }
    'workload.calendar': { paramsTuple?: []; params?: {} }
    'tickets.rollbacks.create': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'activityId': ParamValue} }
    'uploads.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.thumbnail': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.index': { paramsTuple?: []; params?: {} }
    'tickets.attachments.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.attachments.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.attachments.screen': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.files.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.files.zip': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.proofs.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.papers.contact_sheet': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.papers.proof_report': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.papers.comparison': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'queue.index': { paramsTuple?: []; params?: {} }
    'queue.show': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.rows.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.lookers.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'dashboard.index': { paramsTuple?: []; params?: {} }
    'approvals.index': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'decisions.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'decisions.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'ratings.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.files.show': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.screen': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.deliverables.show': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'tickets.guests.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.certificate.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.certificate_file.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'certificate_checks.create': { paramsTuple?: []; params?: {} }
    'certificates.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'chat_frames.show': { paramsTuple?: []; params?: {} }
    'me.index': { paramsTuple?: []; params?: {} }
    'me.profile.edit': { paramsTuple?: []; params?: {} }
    'me.notifications.edit': { paramsTuple?: []; params?: {} }
    'me.password.edit': { paramsTuple?: []; params?: {} }
    'me.sessions.index': { paramsTuple?: []; params?: {} }
    'me.counts.show': { paramsTuple?: []; params?: {} }
    'me.reply_templates.index': { paramsTuple?: []; params?: {} }
    'me.reply_templates.create': { paramsTuple?: []; params?: {} }
    'me.reply_templates.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'departments.reply_templates.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.create': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'admin.request_types.checklist.edit': { paramsTuple: [ParamValue]; params: {'typeId': ParamValue} }
    'admin.request_templates.index': { paramsTuple?: []; params?: {} }
    'admin.request_templates.create': { paramsTuple?: []; params?: {} }
    'admin.request_templates.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'live.show': { paramsTuple?: []; params?: {} }
    'admin.overview': { paramsTuple?: []; params?: {} }
    'admin.settings.edit': { paramsTuple?: []; params?: {} }
    'admin.departments.index': { paramsTuple?: []; params?: {} }
    'admin.departments.create': { paramsTuple?: []; params?: {} }
    'admin.departments.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.products.index': { paramsTuple?: []; params?: {} }
    'admin.products.create': { paramsTuple?: []; params?: {} }
    'admin.products.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_types.index': { paramsTuple?: []; params?: {} }
    'admin.request_types.create': { paramsTuple?: []; params?: {} }
    'admin.request_types.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deadline_rules.index': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.create': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.preflight_rules.index': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.create': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.departments.calendar.edit': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.closing.create': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.users.index': { paramsTuple?: []; params?: {} }
    'admin.users.create': { paramsTuple?: []; params?: {} }
    'admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.place.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.deactivation.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.sign_in_attempts.index': { paramsTuple?: []; params?: {} }
    'people.index': { paramsTuple?: []; params?: {} }
    'admin.handovers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deliveries.index': { paramsTuple?: []; params?: {} }
    'admin.deliveries.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.inbound.index': { paramsTuple?: []; params?: {} }
    'admin.audit.index': { paramsTuple?: []; params?: {} }
    'admin.backups.index': { paramsTuple?: []; params?: {} }
    'me.telegram.show': { paramsTuple?: []; params?: {} }
    'me.telegram.codes.show': { paramsTuple?: []; params?: {} }
    'old.create': { paramsTuple?: []; params?: {} }
    'old.users': { paramsTuple?: []; params?: {} }
    'old.settings': { paramsTuple?: []; params?: {} }
    'old.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'kit.index': { paramsTuple?: []; params?: {} }
  }
  HEAD: {
    'session.create': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'registrations.show': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.show': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_changes.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'tickets.create': { paramsTuple?: []; params?: {} }
    'tickets.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.index': { paramsTuple?: []; params?: {} }
    'tickets.rows.index': { paramsTuple?: []; params?: {} }
    'tickets.filters.show': { paramsTuple?: []; params?: {} }
    'tickets.previews.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.paper': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.assignment.edit': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.clashes': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.mentionable.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.comments.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.watch.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.reply_templates.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.transfer.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.merge.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.links.create': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.deadline.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'trash.index': { paramsTuple?: []; params?: {} }
    'batches.assignments.edit': { paramsTuple?: []; params?: {} }
    'trash.purges.create': { paramsTuple?: []; params?: {} }
    'tickets.history.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.history.versions.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.history.versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'version': ParamValue} }
    'activities.index': { paramsTuple?: []; params?: {} }
    'analytics.index': { paramsTuple?: []; params?: {} }
    'analytics.show': { paramsTuple: [ParamValue]; params: {'tab': ParamValue} }
    'monthly_reports.index': { paramsTuple?: []; params?: {} }
    'me.subscriptions.index': { paramsTuple?: []; params?: {} }
    'subscriptions.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'calendar_feeds.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'me.calendar.show': { paramsTuple?: []; params?: {} }
    'workload.index': { paramsTuple?: []; params?: {} }
    'workload.calendar': { paramsTuple?: []; params?: {} }
    'tickets.rollbacks.create': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'activityId': ParamValue} }
    'uploads.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.thumbnail': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.index': { paramsTuple?: []; params?: {} }
    'uploads.resumable.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.attachments.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.attachments.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.attachments.screen': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.files.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.files.zip': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.proofs.show': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.papers.contact_sheet': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.papers.proof_report': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.papers.comparison': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'queue.index': { paramsTuple?: []; params?: {} }
    'queue.show': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.rows.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.lookers.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'dashboard.index': { paramsTuple?: []; params?: {} }
    'approvals.index': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'decisions.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'decisions.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'ratings.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.files.show': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.thumbnail': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.screen': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.deliverables.show': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'tickets.guests.index': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.certificate.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.certificate_file.show': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'certificate_checks.create': { paramsTuple?: []; params?: {} }
    'certificates.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'chat_frames.show': { paramsTuple?: []; params?: {} }
    'me.index': { paramsTuple?: []; params?: {} }
    'me.profile.edit': { paramsTuple?: []; params?: {} }
    'me.notifications.edit': { paramsTuple?: []; params?: {} }
    'me.password.edit': { paramsTuple?: []; params?: {} }
    'me.sessions.index': { paramsTuple?: []; params?: {} }
    'me.counts.show': { paramsTuple?: []; params?: {} }
    'me.reply_templates.index': { paramsTuple?: []; params?: {} }
    'me.reply_templates.create': { paramsTuple?: []; params?: {} }
    'me.reply_templates.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'departments.reply_templates.index': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.create': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'admin.request_types.checklist.edit': { paramsTuple: [ParamValue]; params: {'typeId': ParamValue} }
    'admin.request_templates.index': { paramsTuple?: []; params?: {} }
    'admin.request_templates.create': { paramsTuple?: []; params?: {} }
    'admin.request_templates.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'live.show': { paramsTuple?: []; params?: {} }
    'admin.overview': { paramsTuple?: []; params?: {} }
    'admin.settings.edit': { paramsTuple?: []; params?: {} }
    'admin.departments.index': { paramsTuple?: []; params?: {} }
    'admin.departments.create': { paramsTuple?: []; params?: {} }
    'admin.departments.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.products.index': { paramsTuple?: []; params?: {} }
    'admin.products.create': { paramsTuple?: []; params?: {} }
    'admin.products.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_types.index': { paramsTuple?: []; params?: {} }
    'admin.request_types.create': { paramsTuple?: []; params?: {} }
    'admin.request_types.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deadline_rules.index': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.create': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.preflight_rules.index': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.create': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.departments.calendar.edit': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.closing.create': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.users.index': { paramsTuple?: []; params?: {} }
    'admin.users.create': { paramsTuple?: []; params?: {} }
    'admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.place.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.deactivation.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.sign_in_attempts.index': { paramsTuple?: []; params?: {} }
    'people.index': { paramsTuple?: []; params?: {} }
    'admin.handovers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deliveries.index': { paramsTuple?: []; params?: {} }
    'admin.deliveries.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.inbound.index': { paramsTuple?: []; params?: {} }
    'admin.audit.index': { paramsTuple?: []; params?: {} }
    'admin.backups.index': { paramsTuple?: []; params?: {} }
    'me.telegram.show': { paramsTuple?: []; params?: {} }
    'me.telegram.codes.show': { paramsTuple?: []; params?: {} }
    'old.create': { paramsTuple?: []; params?: {} }
    'old.users': { paramsTuple?: []; params?: {} }
    'old.settings': { paramsTuple?: []; params?: {} }
    'old.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'kit.index': { paramsTuple?: []; params?: {} }
  }
  POST: {
    'session.store': { paramsTuple?: []; params?: {} }
    'registrations.store': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_changes.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'setup.store': { paramsTuple?: []; params?: {} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'tickets.store': { paramsTuple?: []; params?: {} }
    'tickets.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'tickets.drafts.store': { paramsTuple?: []; params?: {} }
    'tickets.drafts.destroy': { paramsTuple?: []; params?: {} }
    'tickets.list_settings.update': { paramsTuple?: []; params?: {} }
    'tickets.rows.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'name': ParamValue} }
    'tickets.transitions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'name': ParamValue} }
    'tickets.assignment.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.assignment.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.priority.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.comments.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.comments.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.watch.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.watch.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.mute.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.mute.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.collaborators.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.collaborators.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.reply_templates.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.checklist.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.trash.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.trash.destroy': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.transfer.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.merge.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.links.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.links.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.follow_up.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'trash.store': { paramsTuple?: []; params?: {} }
    'trash.destroy': { paramsTuple?: []; params?: {} }
    'batches.priority.update': { paramsTuple?: []; params?: {} }
    'batches.assignments.update': { paramsTuple?: []; params?: {} }
    'trash.purges.store': { paramsTuple?: []; params?: {} }
    'monthly_reports.sendings.store': { paramsTuple?: []; params?: {} }
    'me.subscriptions.store': { paramsTuple?: []; params?: {} }
    'me.subscriptions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'subscriptions.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'exports.store': { paramsTuple: [ParamValue]; params: {'list': ParamValue} }
    'me.calendar.store': { paramsTuple?: []; params?: {} }
    'me.calendar.destroy': { paramsTuple?: []; params?: {} }
    'tickets.rollbacks.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'activityId': ParamValue} }
    'uploads.store': { paramsTuple?: []; params?: {} }
    'uploads.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.poster': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.finish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'uploads.resumable.store': { paramsTuple?: []; params?: {} }
    'tickets.attachments.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.deliverables.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.deliverables.versions': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.deliverables.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.proofs.pins.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.proofs.answers.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue,'number': ParamValue} }
    'tickets.proofs.resolutions.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue,'number': ParamValue} }
    'tickets.proofs.resolutions.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue,'number': ParamValue} }
    'tickets.proofs.judgements.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.preflight.update': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'queue.next.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'queue.rows.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'departmentId': ParamValue,'ticketId': ParamValue,'name': ParamValue} }
    'dashboard.moves.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'approvals.store': { paramsTuple?: []; params?: {} }
    'approvals.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'notifications.readings.store': { paramsTuple?: []; params?: {} }
    'notifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'decisions.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'ratings.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'tickets.rating.update': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'review.guests.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.messages.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'review.deliverables.pins.store': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'review.deliverables.answers.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue,'number': ParamValue} }
    'review.deliverables.resolutions.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue,'number': ParamValue} }
    'review.deliverables.resolutions.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue,'number': ParamValue} }
    'review.deliverables.judgements.store': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'id': ParamValue} }
    'tickets.guests.store': { paramsTuple: [ParamValue]; params: {'ticketId': ParamValue} }
    'tickets.guests.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'tickets.guests.messages.store': { paramsTuple: [ParamValue,ParamValue]; params: {'ticketId': ParamValue,'id': ParamValue} }
    'certificate_checks.store': { paramsTuple?: []; params?: {} }
    'me.profile.update': { paramsTuple?: []; params?: {} }
    'me.email.store': { paramsTuple?: []; params?: {} }
    'me.email.destroy': { paramsTuple?: []; params?: {} }
    'me.notifications.update': { paramsTuple?: []; params?: {} }
    'me.password.update': { paramsTuple?: []; params?: {} }
    'me.sessions.destroy_others': { paramsTuple?: []; params?: {} }
    'me.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'me.theme.update': { paramsTuple?: []; params?: {} }
    'me.reply_templates.store': { paramsTuple?: []; params?: {} }
    'me.reply_templates.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'me.reply_templates.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'departments.reply_templates.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'departments.reply_templates.update': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'departments.reply_templates.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'admin.request_types.checklist.update': { paramsTuple: [ParamValue]; params: {'typeId': ParamValue} }
    'admin.request_templates.store': { paramsTuple?: []; params?: {} }
    'admin.request_templates.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_templates.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'live.looking.store': { paramsTuple?: []; params?: {} }
    'admin.settings.update': { paramsTuple?: []; params?: {} }
    'admin.departments.store': { paramsTuple?: []; params?: {} }
    'admin.departments.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.products.store': { paramsTuple?: []; params?: {} }
    'admin.products.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.request_types.store': { paramsTuple?: []; params?: {} }
    'admin.request_types.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deadline_rules.store': { paramsTuple?: []; params?: {} }
    'admin.deadline_rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.preflight_rules.store': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.preflight_rechecks.store': { paramsTuple?: []; params?: {} }
    'admin.preflight_rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.deadline_rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.departments.calendar.update': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.closing.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.holidays.store': { paramsTuple: [ParamValue]; params: {'departmentId': ParamValue} }
    'admin.departments.holidays.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'departmentId': ParamValue,'id': ParamValue} }
    'admin.users.store': { paramsTuple?: []; params?: {} }
    'admin.users.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.approval.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.approval.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.place.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.lock.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.lock.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.password_reset.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.deactivation.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.deactivation.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.users.viewing.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'viewing.destroy': { paramsTuple?: []; params?: {} }
    'admin.deliveries.retries.store': { paramsTuple?: []; params?: {} }
    'admin.deliveries.tests.store': { paramsTuple?: []; params?: {} }
    'admin.audit.exports.store': { paramsTuple?: []; params?: {} }
    'admin.backups.store': { paramsTuple?: []; params?: {} }
    'admin.backups.downloads.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'telegram.updates.store': { paramsTuple?: []; params?: {} }
    'me.telegram.store': { paramsTuple?: []; params?: {} }
    'me.telegram.destroy': { paramsTuple?: []; params?: {} }
    'me.telegram.codes.store': { paramsTuple?: []; params?: {} }
    'me.telegram.codes.destroy': { paramsTuple?: []; params?: {} }
    'browser_reports.store': { paramsTuple?: []; params?: {} }
  }
  PATCH: {
    'uploads.resumable.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  DELETE: {
    'uploads.resumable.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}