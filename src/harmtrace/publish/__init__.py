"""From the record to what people read: wording, pictures, reports and exports, internal or public."""
