-- What a minute of a placed call costs at the carrier, as estimated when it was dialled.
ALTER TABLE "calls" ADD COLUMN "carrier_usd_per_minute" DOUBLE PRECISION;
