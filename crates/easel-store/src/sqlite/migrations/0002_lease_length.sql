-- How long a lease is, so that one that ends too far ahead is recognised as given before the
-- clock was set back.
--
--   lease_ms       length of the lease that the latest claim gave, in milliseconds; NULL where
--                  that claim was made before this column existed, or never.
ALTER TABLE jobs ADD COLUMN lease_ms INTEGER CHECK (lease_ms >= 0);
