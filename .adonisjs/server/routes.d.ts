import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'session.create': { paramsTuple?: []; params?: {} }
    'session.store': { paramsTuple?: []; params?: {} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'notifications.readings.store': { paramsTuple?: []; params?: {} }
    'notifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'browser_reports.store': { paramsTuple?: []; params?: {} }
    'old.create': { paramsTuple?: []; params?: {} }
    'old.users': { paramsTuple?: []; params?: {} }
    'old.settings': { paramsTuple?: []; params?: {} }
    'old.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'kit.index': { paramsTuple?: []; params?: {} }
  }
  GET: {
    'session.create': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'old.create': { paramsTuple?: []; params?: {} }
    'old.users': { paramsTuple?: []; params?: {} }
    'old.settings': { paramsTuple?: []; params?: {} }
    'old.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'kit.index': { paramsTuple?: []; params?: {} }
  }
  HEAD: {
    'session.create': { paramsTuple?: []; params?: {} }
    'notifications.index': { paramsTuple?: []; params?: {} }
    'old.create': { paramsTuple?: []; params?: {} }
    'old.users': { paramsTuple?: []; params?: {} }
    'old.settings': { paramsTuple?: []; params?: {} }
    'old.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'kit.index': { paramsTuple?: []; params?: {} }
  }
  POST: {
    'session.store': { paramsTuple?: []; params?: {} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'notifications.readings.store': { paramsTuple?: []; params?: {} }
    'notifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'browser_reports.store': { paramsTuple?: []; params?: {} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}