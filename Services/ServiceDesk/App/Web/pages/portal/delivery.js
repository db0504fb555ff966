/** How long something takes, and until when it is promised, in words. */
import { dateTime } from "../../text/format.js";
import { t } from "../../text/text.js";

/** "3 working days". */
export const delivered = (delivery) => t(`delivery.${delivery.unit}`, { count: delivery.amount });
/** A promised time as somebody would say it. */
export const promisedBy = (time) => t("portal.promised", { time: dateTime(time) });
