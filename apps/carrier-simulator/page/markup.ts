/** The page's body. Words come from the script: `data-word` names the text of an element. */
export const MARKUP = String.raw`
<a class="skip" href="#content" data-word="skip"></a>
<header>
  <div class="bar">
    <svg class="mark" viewBox="0 0 44 44" aria-hidden="true"><path d="M8 6h28a5 5 0 0 1 5 5v16a5 5 0 0 1-5 5H20l-9 7v-7H8a5 5 0 0 1-5-5V11a5 5 0 0 1 5-5z"/><text x="22" y="23.5" text-anchor="middle">111</text></svg>
    <div class="name">
      <h1 data-word="title"></h1>
      <p class="quiet" data-word="notice"></p>
    </div>
    <div class="tools">
      <span class="pulse" id="pulse" role="status"></span>
      <label><span data-word="theme"></span>
        <select id="theme">
          <option value="auto" data-word="themeAuto"></option>
          <option value="light" data-word="themeLight"></option>
          <option value="dark" data-word="themeDark"></option>
        </select>
      </label>
      <button type="button" id="language" data-word="language"></button>
    </div>
  </div>
  <nav class="bar sections" aria-label="" data-label-word="sections">
    <a href="#handsets-title" data-word="handsets"></a><a href="#links-title" data-word="links"></a><a href="#faults-title" data-word="faults"></a><a href="#numbers-title" data-word="numbers"></a>
  </nav>
</header>
<main id="content" tabindex="-1">
  <section class="card full" aria-labelledby="totals-title">
    <h2 class="only-read" id="totals-title" data-word="totals"></h2>
    <dl class="totals">
      <div class="figure main"><dt data-word="accepted"></dt><dd id="t-accepted">0</dd></div>
      <div class="figure" id="f-duplicates"><dt data-word="duplicates"></dt><dd id="t-duplicates">0</dd></div>
      <div class="figure"><dt data-word="rate"></dt><dd id="t-rate">0</dd></div>
      <div class="figure"><dt data-word="refused"></dt><dd id="t-refused">0</dd></div>
      <div class="figure"><dt data-word="unansweredLost"></dt><dd id="t-lost">0</dd></div>
      <div class="figure"><dt data-word="acknowledged"></dt><dd id="t-acknowledged">0</dd></div>
      <div class="figure"><dt data-word="waiting"></dt><dd id="t-waiting">0</dd></div>
    </dl>
    <div class="totals-foot">
      <div id="duplicate-words"></div>
      <button type="button" id="reset" data-word="reset"></button>
    </div>
  </section>

  <section class="card left" aria-labelledby="handsets-title">
    <div class="head">
      <div><h2 id="handsets-title" data-word="handsets"></h2><p class="quiet" id="handsets-hint"></p></div>
      <button type="button" id="pause"></button>
    </div>
    <form class="search" id="search" role="search">
      <label for="number" data-word="search"></label>
      <input type="search" id="number" autocomplete="off" inputmode="tel" aria-describedby="number-hint">
      <button class="main" data-word="searchButton"></button>
      <button type="button" id="search-clear" data-word="searchClear" hidden></button>
      <span class="quiet" id="number-hint" data-word="searchHint"></span>
    </form>
    <p class="only-read" id="found" role="status"></p>
    <ul class="phones" id="phones"></ul>
    <div class="nothing" id="nothing"><strong id="nothing-title"></strong><span class="quiet" id="nothing-hint"></span></div>
  </section>

  <div class="side">
    <section class="card" aria-labelledby="links-title">
      <div class="head"><h2 id="links-title" data-word="links"></h2></div>
      <table class="links">
        <thead><tr>
          <th scope="col" data-word="links"></th><th scope="col" data-word="linkState"></th>
          <th scope="col" class="number" data-word="linkAccepted"></th><th scope="col" class="number" data-word="linkRefused"></th>
          <th scope="col" class="number" data-word="linkRate"></th>
        </tr></thead>
        <tbody id="links"></tbody>
      </table>
    </section>

    <section class="card" aria-labelledby="faults-title">
      <div class="head"><h2 id="faults-title" data-word="faults"></h2></div>
      <form class="drill" id="drill">
        <div class="field wide"><label for="target" data-word="target"></label><select id="target"></select></div>
        <div class="field wide"><label for="kind" data-word="kind"></label><select id="kind"></select></div>
        <div class="field" data-for="count"><label for="count" data-word="count"></label><input type="number" id="count" min="1" max="1000000" aria-describedby="count-hint"><span class="quiet" id="count-hint" data-word="countHint"></span></div>
        <div class="field" data-for="seconds"><label for="seconds" data-word="seconds"></label><input type="number" id="seconds" min="1" max="86400" aria-describedby="seconds-hint"><span class="quiet" id="seconds-hint" data-word="secondsHint"></span></div>
        <div class="field" data-for="rtt"><label for="rtt" data-word="rtt"></label><input type="number" id="rtt" min="0" max="600000" value="2000"></div>
        <div class="field" data-for="tps"><label for="tps" data-word="tps"></label><input type="number" id="tps" min="0" max="1000000" value="0" aria-describedby="tps-hint"><span class="quiet" id="tps-hint" data-word="tpsHint"></span></div>
        <div class="field" data-for="afterSubmits"><label for="afterSubmits" data-word="afterSubmits"></label><input type="number" id="afterSubmits" min="1" max="1000000" aria-describedby="after-hint"><span class="quiet" id="after-hint" data-word="afterSubmitsHint"></span></div>
        <label class="check" data-for="accept"><input type="checkbox" id="accept"><span data-word="accept"></span></label>
        <label class="check" data-for="enquire"><input type="checkbox" id="enquire"><span data-word="enquire"></span></label>
        <div class="actions wide"><button class="main" id="run"></button><button type="button" id="clear" data-word="clearFaults"></button></div>
        <p class="said wide" id="said" role="status"></p>
      </form>
    </section>
  </div>

  <section class="card full" aria-labelledby="numbers-title">
    <div class="head"><div><h2 id="numbers-title" data-word="numbers"></h2><p class="quiet" data-word="numbersHint"></p></div></div>
    <div class="pair" id="numbers"></div>
  </section>
</main>
<dialog id="ask" aria-labelledby="ask-title" aria-describedby="ask-words">
  <h2 id="ask-title" data-word="reset"></h2>
  <p id="ask-words" data-word="resetAsk"></p>
  <form method="dialog" class="actions"><button value="no" data-word="cancel"></button><button class="danger" value="yes" data-word="resetYes"></button></form>
</dialog>
<noscript>此頁需要 JavaScript。This page needs JavaScript.</noscript>
`;
