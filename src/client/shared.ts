import { followEmbed } from "./embed";

followEmbed();
