import type { AlertRecord } from "#contract/alert";
import { ALERT_SERVICES, alertService, type AlertServiceId } from "#contract/alert-service";
import { alertCard } from "#contract/alert-words";
import type { PublishedFigures, ServiceDecision } from "#contract/publication";
import type { Area } from "#contract/things";
import type { Instant } from "#contract/ids";
import type { Offers } from "../../ports.ts";
import type { ServiceFigures } from "../../core/real/public-figures.ts";
import { html, type Html } from "./html.ts";
import { localTime, PUBLIC_TEXTS, type Tongue } from "./texts.ts";

export interface PageContent {
  language: Tongue;
  /** undefined: all. */
  service: AlertServiceId | undefined;
  siteName: string;
  demo: boolean;
  inForce: readonly AlertRecord[];
  ended: readonly AlertRecord[];
  /** Counted at; undefined: not counted yet. */
  figures: { at: Instant; rows: readonly (readonly [AlertServiceId, ServiceFigures])[] } | undefined;
  /** Approved services, with the day of the decision; and the newest month whose places are public. */
  approved: readonly ServiceDecision[];
  places: PublishedFigures | undefined;
  map: Html;
  attribution: string;
  areas: readonly Area[];
  offers: Offers;
}

const nameOf = (id: AlertServiceId, language: Tongue): string => (language === "vi" ? alertService(id).name : alertService(id).nameEn);

/** A page of ours around `main`. @param live the page renews itself */
export function frame({ language, title, live = false }: { language: Tongue; title: string; live?: boolean }, main: Html): string {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="stylesheet" href="/public/page.css"><link rel="alternate" type="application/atom+xml" href="/cap/feed.atom" title="CAP"><link rel="icon" href="/assets/icons/ky-dai.svg">${live && html`<script type="module" src="/public/page.js"></script>`}</head>
<body>${main}</body></html>`.html;
}

/** The page for citizens: what holds, where, what ended, figures, how to be told. Reads without a script. */
export function publicPage(content: PageContent): string {
  const { language, siteName, demo } = content;
  const t = PUBLIC_TEXTS[language];
  const shown = content.inForce.filter(({ service }) => content.service === undefined || service === content.service);
  return frame({ language, title: `${t.title} – ${siteName}`, live: true }, html`
<header>${demo && html`<p class="demo" role="note">${t.demo}</p>`}<div class="bar"><div><h1>${t.title}</h1><p>${t.from}: ${siteName}</p></div><a href="${t.otherPath}" hreflang="${language === "vi" ? "en" : "vi"}" lang="${language === "vi" ? "en" : "vi"}">${t.other}</a></div></header>
<main data-changed="${t.changed}">
<div id="live"><section aria-labelledby="now"><h2 id="now">${t.now} (${content.inForce.length})</h2>${services(content)}
${shown.length === 0 ? html`<p class="calm">${content.service === undefined ? t.none : t.noneOf}</p>` : html`<div class="cards">${shown.map((alert) => card(alert, language))}</div>`}</section>
<section aria-labelledby="map" class="mapbox"><h2 id="map">${t.map}</h2><div class="frame" data-in="${t.zoomIn}" data-out="${t.zoomOut}" data-all="${t.whole}">${content.map}</div><p class="hint">${t.mapHint} ${content.attribution}</p></section>
${content.ended.length > 0 && html`<section aria-labelledby="ended"><h2 id="ended">${t.ended}</h2><ul class="ended">${content.ended.map((alert) => endedLine(alert, language))}</ul></section>`}
${figures(content)}
${places(content)}
${approvals(content)}</div>
${subscribe(content)}
</main><footer><p>${t.rescue}</p></footer>`);
}

function services({ language, service, inForce }: PageContent): Html {
  const t = PUBLIC_TEXTS[language];
  const path = language === "vi" ? "/public" : "/public/en";
  const count = (id: AlertServiceId): number => inForce.filter((alert) => alert.service === id).length;
  const links = ALERT_SERVICES.map(({ id }) => ({ id, n: count(id) })).filter(({ id, n }) => n > 0 || id !== "other");
  return html`<nav aria-label="${t.choose}"><a href="${path}"${service === undefined && html` aria-current="page"`}>${t.all}</a>${links.map(({ id, n }) => html`<a href="${path}?service=${id}"${service === id && html` aria-current="page"`}>${nameOf(id, language)}${n > 0 && html` <b>${n}</b>`}</a>`)}</nav>`;
}

/** One warning. The shift lead's preview says the same words (`alertCard`). */
function card(alert: AlertRecord, language: Tongue): Html {
  const t = PUBLIC_TEXTS[language];
  const words = alertCard(alert, language);
  return html`<article id="${alert.id}" data-severity="${alert.severity}" tabindex="-1"><p class="tags"><span class="severity">${words.severity}</span> <span>${words.service}</span>${alert.msgType === "Update" && html` <span>${t.updated}</span>`}</p>
<h3>${words.headline}</h3><p class="what">${words.description}</p><p class="do"><strong>${t.doThis}:</strong> ${words.instruction}</p>
<dl><div><dt>${t.where}</dt><dd>${words.areas.join("; ")}</dd></div><div><dt>${t.sent}</dt><dd>${localTime(alert.sentAt)}</dd></div><div><dt>${t.until}</dt><dd>${localTime(alert.expiresAt)}</dd></div></dl><p><a href="/cap/${alert.id}.xml">${t.cap}</a></p></article>`;
}

function endedLine(alert: AlertRecord, language: Tongue): Html {
  const t = PUBLIC_TEXTS[language];
  const how = alert.state === "expired" ? t.expired : alert.state === "superseded" ? t.superseded : t.cancelled;
  return html`<li><span>${alertCard(alert, language).headline}</span> <span class="hint">${how} ${localTime(alert.endedAt ?? alert.sentAt)}</span></li>`;
}

function figures({ figures: known, language }: PageContent): Html {
  const t = PUBLIC_TEXTS[language];
  const share = ({ met, missed }: ServiceFigures): string => (met + missed === 0 ? "–" : `${Math.round((100 * met) / (met + missed))} %`);
  const table = known === undefined || known.rows.length === 0 ? html`<p>${t.noCases}</p>`
    : html`<table><thead><tr><th scope="col">${t.service}</th><th scope="col">${t.cases}</th><th scope="col">${t.over}</th><th scope="col">${t.met}</th></tr></thead><tbody>${known.rows.map(([id, row]) => html`<tr><th scope="row">${nameOf(id, language)}</th><td>${row.cases}</td><td>${row.over}</td><td>${share(row)}</td></tr>`)}</tbody></table>`;
  return html`<section aria-labelledby="figures"><h2 id="figures">${t.figures}</h2><p class="hint">${t.figuresHint}${known !== undefined && ` ${t.asOf} ${localTime(known.at)}.`}</p>${table}</section>`;
}

/** How agencies kept the limits that were theirs, by the city's own word (H-13.4). */
function places({ places: known, language }: PageContent): Html | false {
  if (known === undefined) return false;
  const t = PUBLIC_TEXTS[language];
  const share = ({ met, missed }: PublishedFigures["rows"][number]): string => `${Math.round((100 * met) / Math.max(1, met + missed))} %`;
  const placed = known.rows.filter(({ rank }) => rank !== undefined);
  return html`<section aria-labelledby="places"><h2 id="places">${t.places} ${known.id.split("-").toReversed().join("/")}</h2><p class="hint">${t.placesHint} ${t.asOf} ${localTime(known.countedAt)}.</p>${placed.length === 0 ? html`<p>${t.noPlaces}</p>` : html`<table><thead><tr><th scope="col">${t.agency}</th><th scope="col">${t.rank}</th><th scope="col">${t.orders}</th><th scope="col">${t.met}</th></tr></thead><tbody>${placed.map((row) => html`<tr><th scope="row">${language === "en" ? (row.nameEn ?? row.name) : row.name}</th><td>${row.rank ?? ""}</td><td>${row.orders}</td><td>${share(row)}</td></tr>`)}</tbody></table>`}</section>`;
}

/** Which services the city approved, and when (H-10.4). */
function approvals({ approved, language }: PageContent): Html {
  const t = PUBLIC_TEXTS[language];
  return html`<section aria-labelledby="services"><h2 id="services">${t.services}</h2>${approved.length === 0 ? html`<p>${t.noServices}</p>` : html`<ul class="ended">${approved.map(({ id, day }) => html`<li>${nameOf(id, language)} <span class="hint">${t.approvedOn} ${day.split("-").toReversed().join("/")}</span></li>`)}</ul>`}</section>`;
}

function subscribe({ language, areas, offers }: PageContent): Html {
  const t = PUBLIC_TEXTS[language];
  const mail = html`<h3>${t.byMail}</h3><label class="mail">${t.mail}<input type="email" name="address" required maxlength="254" autocomplete="email"></label><p class="hint">${t.mailHint}</p><button type="submit">${t.send}</button>`;
  // Shown by the page's script, where the browser can.
  const push = html`<div class="push" hidden data-key="${offers.push ?? ""}" data-leave="${t.pushLeave}" data-on="${t.pushOn}" data-wait="${t.pushWait}" data-came="${t.pushCame}" data-denied="${t.pushDenied}" data-failed="${t.pushFailed}" data-left="${t.pushLeft}"><h3>${t.byPush}</h3><p class="hint">${t.pushHint}</p><button type="button">${t.pushDo}</button><p role="status"></p></div>`;
  const form = !offers.mail && offers.push === undefined ? html`<p class="hint">${t.mailOff}</p>` : offers.full ? html`<p>${t.full}</p>` : html`<form method="post" action="/public/subscribe"><input type="hidden" name="language" value="${language}">
<fieldset><legend>${t.which}</legend>${ALERT_SERVICES.map(({ id }) => html`<label><input type="checkbox" name="service" value="${id}" checked> ${nameOf(id, language)}</label>`)}</fieldset>
<details><summary>${t.areas}</summary><div class="areas">${areas.map(({ id, name }) => html`<label><input type="checkbox" name="area" value="${id}"> ${name}</label>`)}</div></details>
${offers.push !== undefined && push}${offers.mail ? mail : html`<p class="hint">${t.mailOff}</p>`}</form>`;
  return html`<section aria-labelledby="subscribe"><h2 id="subscribe">${t.subscribe}</h2>${form}<p><a href="/cap/feed.atom">${t.feed}</a> – ${t.feedHint}</p></section>`;
}
