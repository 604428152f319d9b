import { offerCopies } from "./docs/copies";
import { play } from "./docs/playground";

// The examples are of the site that somebody reads them on.
for (const site of document.querySelectorAll(".site")) site.textContent = location.origin;
offerCopies();
play();
